// A duty as programs get it.
import { Type, type Static } from 'typebox';
import type { Facts } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { OwnDuty } from '../queries/duties.ts';
import { dueText, serviceOf, whyText } from '../queries/duty-words.ts';

const Nullable = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const DutyItem = Type.Object({
  id: Type.String(),
  title: Type.String(),
  due: Nullable('Day, `YYYY-MM-DD`, after weekends and holidays; null where none can be reckoned'),
  dueText: Type.String({ description: 'The day in words, or why there is none' }),
  why: Type.String({ description: 'The rule, what it follows from, and how the day was reckoned' }),
  service: Nullable('Id of the service that fulfils it, or helps with it'),
  url: Nullable('Page of the service'),
  legalBasis: Type.Array(Type.String()),
  unverified: Type.Boolean({ description: 'Not yet checked against the official source' }),
});

export function dutyItem(app: App, own: OwnDuty, facts: Facts, language: Language): Static<typeof DutyItem> {
  const { duty, due } = own;
  const service = serviceOf(app, duty, language);
  return {
    id: duty.id,
    title: duty.title[language],
    due: due?.day ?? null,
    dueText: dueText(own, language),
    why: whyText(app, own, facts, language),
    service: service?.id ?? null,
    url: service ? `${app.config.baseUrl}${service.href}` : null,
    legalBasis: duty.legalBasis,
    unverified: duty.unverified ?? false,
  };
}
