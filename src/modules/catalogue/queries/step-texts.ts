// What a step of a guide says: its own words, or those of the service that it leads to.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { GuideStep } from '../guides/guide.ts';
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
}

export function stepTexts(app: App, step: GuideStep, language: Language): StepTexts {
  const offer = step.service === undefined ? undefined : offerById(app, step.service);
  const unit = step.unit ?? offer?.owner;
  return {
    title: offer?.title[language] ?? step.title?.[language] ?? '',
    text: step.text?.[language] ?? offer?.summary[language] ?? '',
    ...(unit === undefined ? {} : { unit }),
    ...(offer ? { href: `/leistungen/${offer.id}`, online: offer.online } : {}),
  };
}
