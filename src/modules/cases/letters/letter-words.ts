// Words of a letter or mail: the service's own texts filled with what is known of the case.
import { letterVariables, type LetterId, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import { formatMessage, locales, type Language } from '../../../kernel/i18n/texts.ts';
import { contextOf } from '../../catalogue/index.ts';
import type { Matter } from '../queries/load-matter.ts';

/** 160 -> `160 Franken`, `160 francs`, with a no-break space. */
export function francs(language: Language, amount: number): string {
  const number = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: amount % 1 === 0 ? 0 : 2,
  }).format(amount);
  const word = { de: 'Franken', fr: 'francs', it: 'franchi', en: 'francs' }[language];
  return `${number}\u00a0${word}`;
}

/** Subject and body in the language of the case; undefined when the service has no such letter. */
export function letterWords(
  app: App,
  definition: ServiceDefinition,
  matter: Matter,
  letter: LetterId,
  words: { reasons?: string; question?: string },
): { subject: string; body: string } | undefined {
  const { language } = matter;
  const texts = definition.texts[language];
  const subject = texts[`letters.${letter}.subject`];
  const body = texts[`letters.${letter}.body`];
  if (subject === undefined || body === undefined) return undefined;
  const args = {
    ref: matter.ref,
    service: texts['title'] ?? definition.id,
    name: matter.applicantName,
    date: longDay(language, app.clock.today()),
    fee: francs(language, matter.evaluation.fee.total),
    due: matter.due === null ? '' : longDay(language, matter.due),
    reasons: words.reasons ?? '',
    question: words.question ?? '',
    ...letterVariables(definition, letter, matter.evaluation, language, contextOf(app, definition)),
  };
  return { subject: formatMessage(subject, language, args), body: formatMessage(body, language, args) };
}
