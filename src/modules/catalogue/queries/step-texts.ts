// What a step of a guide says: its own words, those of the service that it leads to, or of the duty that it fulfils.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { GuideStep } from '../guides/guide.ts';
import { dutyById } from './duties.ts';
import { offerById } from './offers.ts';

export interface StepTexts {
  title: string;
  text: string;
  /** The unit where it is done, where there is one. */
  unit?: string;
  /** Path of the service. */
  href?: string;
  /** Of a service: whether it can be done here. */
  online?: boolean;
  /** Not yet checked against an official page. */
  unverified: boolean;
}

export function stepTexts(app: App, step: GuideStep, language: Language): StepTexts {
  const offer = step.service === undefined ? undefined : offerById(app, step.service);
  const duty = step.duty === undefined ? undefined : dutyById(app, step.duty);
  const unit = step.unit ?? offer?.owner;
  return {
    title: offer?.title[language] ?? step.title?.[language] ?? duty?.title[language] ?? '',
    text: step.text?.[language] ?? offer?.summary[language] ?? duty?.text[language] ?? '',
    ...(unit === undefined ? {} : { unit }),
    unverified: (step.unverified ?? false) || (duty?.unverified ?? false),
    ...(offer ? { href: `/leistungen/${offer.id}`, online: offer.online } : {}),
  };
}
