// All that a paper form shows, as data for its one template: the questions of the definition and everything around them.
import type { PaperField, ServiceDefinition } from '../../../engine/index.ts';
import { fieldText, paperForm, printDay } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contextOf, durationText, optionalText, text } from '../../catalogue/index.ts';
import { legalBasisOf } from '../../cases/index.ts';
import type { KnownValue } from '../../data/index.ts';
import { departmentOf, unitName, unitOf } from '../../organisation/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { layQuestion, type LaidQuestion } from './lay-out.ts';
import { paperTexts } from './paper-texts.ts';

export interface PrintedForm {
  definition: ServiceDefinition;
  language: Language;
  number: string;
  /** Who it is for and what is known of them; absent: a blank form. */
  person?: { name: string; known: Record<string, KnownValue> };
}

export interface FormModel {
  language: string;
  region: string;
  day: { year: number; month: number; day: number };
  title: string;
  lead: string;
  version: string;
  number: string;
  canton: string;
  unit: { name: string; department: string; web: string };
  demo: string;
  prefilled: string;
  facts: { label: string; text: string; items: string[] }[];
  how: { title: string; items: string[] };
  questions: LaidQuestion[];
  enclosures: { title: string; intro: string; items: string[] };
  declaration: { title: string; text: string };
  send: { title: string; text: string; address: string[]; after: string };
  notes: { label: string; text: string }[];
  codes: { svg: string; text: string }[];
  labels: Record<string, string>;
}

/** Everything but the codes of the pages, whose number only the layout knows. */
export function formModel(app: App, printed: PrintedForm): FormModel {
  const { definition, language, number, person } = printed;
  const t = paperTexts(language);
  const [year = 0, month = 0, day = 0] = app.clock.today().split('-').map(Number);
  const unit = unitOf(app, definition.owner);
  const department = departmentOf(app, definition.owner);
  const unitWords = unit?.name[language] ?? definition.owner;
  const questions = paperForm(definition, language, contextOf(app, definition));
  return {
    language,
    region: language === 'en' ? 'GB' : 'CH',
    day: { year, month, day },
    title: text(definition, language, 'title'),
    lead: text(definition, language, 'summary'),
    version: String(definition.version),
    number,
    canton: app.canton.name[language],
    unit: {
      name: unitWords,
      department: department && department.id !== definition.owner ? department.name[language] : '',
      web: (unit?.web ?? '').replace(/^https?:\/\//, '').replace(/\/$/, ''),
    },
    demo: app.config.mode === 'demo' ? t('demo') : '',
    prefilled: person ? t('prefilled', { name: person.name }) : '',
    facts: factsOf(app, definition, language),
    how: { title: t('howTitle'), items: [t('how.write'), t('how.tick'), t('how.skip'), t('how.more')] },
    questions: questions.map((question) =>
      layQuestion(question, language, (field) => knownOf(app, printed, field)),
    ),
    enclosures: {
      title: t('enclosuresTitle'),
      intro: t('enclosuresIntro'),
      items: questions.flatMap((question) =>
        question.fields
          .filter((field) => field.control.kind === 'enclose')
          .map(({ label, number: place, only }) =>
            t(only || question.only ? 'enclosureIf' : 'enclosure', { label, number: place }),
          ),
      ),
    },
    declaration: {
      title: t('declarationTitle'),
      text: optionalText(definition, language, 'declaration') ?? intakeTexts(language)('declarationDefault'),
    },
    send: {
      title: t('sendTitle'),
      text: t(unit?.address ? 'sendText' : 'sendNoAddress'),
      address: [
        app.canton.name[language],
        unitWords,
        ...(unit?.address ?? unit?.web?.replace(/^https?:\/\//, '') ?? '').split(/,\s*/),
      ].filter((line) => line !== ''),
      after: t('after', { days: definition.process.promise.workingDays }),
    },
    notes: [
      { label: t('legalBasis'), text: `${legalBasisOf(definition)}.` },
      {
        label: t('data'),
        text: t('dataText', {
          purpose: text(definition, language, 'purpose'),
          keep: keepText(definition, language),
        }),
      },
      {
        label: t('recipients'),
        text: `${[definition.owner, ...(definition.purpose.recipients ?? [])].map((id) => unitName(app, id, language)).join(', ')}.`,
      },
    ],
    codes: [],
    labels: Object.fromEntries(
      (
        [
          'received',
          'number',
          'version',
          'page',
          'optional',
          'enclose',
          'dayPart',
          'monthPart',
          'yearPart',
          'place',
          'signedOn',
          'signature',
          'signBelow',
        ] as const
      ).map((key) => [key, t(key)]),
    ),
  };
}

/** Before the questions: by when, what it costs, what is needed, and who should not use this form. */
function factsOf(app: App, definition: ServiceDefinition, language: Language): FormModel['facts'] {
  const t = paperTexts(language);
  const due = optionalText(definition, language, 'facts.due');
  const unverified = definition.fees.some((fee) => fee.unverified) ? ` ${t('unverified')}` : '';
  const lists = [
    {
      label: t('needs'),
      items: (definition.needs ?? []).map((id) => text(definition, language, `needs.${id}`)),
    },
    {
      label: t('exclusions'),
      items: (definition.exclusions ?? []).map((id) => text(definition, language, `exclusions.${id}`)),
    },
  ];
  return [
    ...(due === undefined ? [] : [{ label: t('due'), text: due, items: [] }]),
    { label: t('cost'), text: text(definition, language, 'facts.cost') + unverified, items: [] },
    ...lists
      .filter(({ items }) => items.length > 0)
      .map(({ label, items }) => ({ label, text: items[0] ?? '', items: items.length > 1 ? items : [] })),
    { label: t('online'), text: `${app.config.baseUrl}/leistungen/${definition.id}`, items: [] },
  ];
}

export interface KnownPrint {
  value: string;
  origin: string;
  /** Asks for a correction; empty where only the register can be corrected. */
  correct: string;
}

function knownOf(app: App, printed: PrintedForm, { id }: PaperField): KnownPrint | null {
  const { definition, language, person } = printed;
  const known = person && Object.hasOwn(person.known, id) ? person.known[id] : undefined;
  const field = definition.pages
    .filter((page) => !page.repeat)
    .flatMap((page) => page.fields)
    .find((each) => each.id === id);
  if (!known || !field) return null;
  const t = paperTexts(language);
  const origin = t(`known.${known.register}`, { date: printDay(known.asOf, language) });
  const proven = field.proven === true;
  return {
    value: fieldText(definition, field, known.value, language, contextOf(app, definition).lists),
    origin: proven ? `${origin} ${t('known.proven')}` : origin,
    correct: proven ? '' : t('known.correct'),
  };
}

/** How long the answers are kept, in the words of the form on the screen. */
function keepText({ purpose }: ServiceDefinition, language: Language): string {
  const { keep, then } = purpose.retention;
  return intakeTexts(language)(then === 'archive-offer' ? 'keepArchive' : 'keepDelete', {
    duration: durationText(keep, language),
  });
}
