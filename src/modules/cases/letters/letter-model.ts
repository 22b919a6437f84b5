// The model of a letter: all that the PDF shows, as data that is kept with the document.
import { remedyDay, summary, type LetterId, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import { formatMessage } from '../../../kernel/i18n/texts.ts';
import { toBlocks, type LetterModel } from '../../../kernel/pdf/render-letter.ts';
import { contextOf, remedyOf } from '../../catalogue/index.ts';
import { departmentOf, holidaysOf, unitName, unitOf } from '../../organisation/index.ts';
import { caseTexts } from '../case-texts.ts';
import { legalBasisOf } from '../legal-basis.ts';
import type { Matter } from '../queries/load-matter.ts';
import { additionsOf } from './additions.ts';
import { letterWords } from './letter-words.ts';
import { addressOf } from './recipient.ts';

/** Letters that grant nothing, and cost nothing. */
const refusing: readonly LetterId[] = ['rejected', 'dismissed', 'notAdmitted'];

export interface LetterRequest {
  letter: LetterId;
  reasons?: string;
  conditions?: string[];
  verifyCode: string;
}

/** @throws Error when the definition has no text for the letter (the loader checks that it has) */
export function letterModel(
  app: App,
  definition: ServiceDefinition,
  matter: Matter,
  request: LetterRequest,
): LetterModel {
  const { language } = matter;
  const t = caseTexts(language);
  const words = letterWords(
    app,
    definition,
    matter,
    request.letter,
    request.reasons === undefined ? {} : { reasons: request.reasons },
  );
  if (!words) throw new Error(`Service ${definition.id} has no letter ${request.letter}`);
  const today = app.clock.today();
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const unit = unitOf(app, matter.unit);
  const unitWords = unitName(app, matter.unit, language);
  const department = departmentOf(app, matter.unit);
  const fees = matter.evaluation.fee.items.map((item) => ({
    label: definition.texts[language][`fees.${item.id}`] ?? item.id,
    amount: item.amount.toFixed(2),
  }));
  const granted = !refusing.includes(request.letter);
  const additions = toBlocks(additionsOf(language, request.letter, request));
  return {
    language,
    region: language === 'en' ? 'GB' : 'CH',
    canton: app.canton.name[language],
    unit: {
      name: unitWords,
      department: department && department.id !== matter.unit ? department.name[language] : '',
      address: unit?.address ?? '',
      web: (unit?.web ?? '').replace(/^https?:\/\//, '').replace(/\/$/, ''),
    },
    recipient: recipientOf(definition, matter),
    ref: matter.ref,
    date: longDay(language, today),
    day: { year, month, day },
    title: words.subject,
    blocks: [...toBlocks(words.body), ...additions],
    facts: factsOf(app, definition, matter, request.letter),
    fees: granted ? fees : [],
    total: matter.evaluation.fee.total.toFixed(2),
    legalBasis: legalBasisOf(definition),
    remedy: remedyText(app, definition, matter, request.letter),
    closing: t('letter.closing'),
    automatic: matter.outcome?.by === 'programme' ? t('letter.automatic') : '',
    verify: { code: request.verifyCode, url: `${app.config.baseUrl}/verify/${request.verifyCode}` },
    demo: app.config.mode === 'demo' ? t('letter.demo') : '',
    footer: `${unitWords}, ${matter.ref}`,
    labels: {
      page: t('letter.page'),
      date: t('letter.date'),
      reference: t('letter.reference'),
      facts: t('letter.facts'),
      fact: t('letter.fact'),
      value: t('letter.value'),
      fees: t('letter.fees'),
      fee: t('letter.fee'),
      francs: t('letter.francs'),
      total: t('letter.total'),
      legalBasis: t('letter.legalBasis'),
      remedy: t('letter.remedy'),
      verify: t('letter.verify'),
      code: t('letter.code'),
    },
  };
}

function recipientOf(definition: ServiceDefinition, matter: Matter): string[] {
  const address = addressOf(definition, matter);
  if (!address) return [matter.applicantName];
  return [
    matter.applicantName,
    `${address.street} ${address.houseNumber}`.trim(),
    `${address.postalCode} ${address.town}`,
  ];
}

function factsOf(
  app: App,
  definition: ServiceDefinition,
  matter: Matter,
  letter: LetterId,
): LetterModel['facts'] {
  const wanted = definition.letters[letter]?.facts ?? [];
  if (wanted.length === 0) return [];
  const sections = summary(definition, matter.evaluation, matter.language, contextOf(app, definition));
  return sections
    .flatMap((section) => section.rows)
    .filter((row) => wanted.includes(row.pointer.split('/')[1] ?? ''))
    .map((row) => ({ label: row.label, value: row.text }));
}

/**
 * The legal remedy with its time limits. In the account they run from today's delivery, so the last day is known; by post
 * they run from receipt, which nobody here knows.
 */
function remedyText(app: App, definition: ServiceDefinition, matter: Matter, letter: LetterId): string {
  const id = definition.process.remedy;
  if (id === undefined || letter === 'acknowledged') return '';
  const remedy = remedyOf(app, id, definition);
  if (!remedy) throw new Error(`The remedy ${id} of ${definition.id} is missing`);
  const { language } = matter;
  const t = caseTexts(language);
  const lastDay = (days: number) => longDay(language, remedyDay(app.clock.today(), days, holidaysOf(app)));
  const until = (days: number) =>
    matter.delivery === 'post'
      ? t('letter.withinDays', { days })
      : t('letter.untilDay', { day: lastDay(days) });
  return formatMessage(remedy.text[language], language, {
    authority: remedy.authority[language],
    notice: until(remedy.notice.days),
    justification: until(remedy.justification?.days ?? remedy.notice.days),
    // Texts that older versions of a service have pinned name the days, not the whole time limit.
    lastDay: lastDay(remedy.notice.days),
    justificationDay: lastDay(remedy.justification?.days ?? remedy.notice.days),
  });
}
