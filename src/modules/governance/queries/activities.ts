// The register of processing activities: each service, each task of the program and each task that reads a register.
import {
  processingRecord,
  type ServiceDefinition,
  registerIds,
  sourceOfRegister,
} from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { classOf, columnsOf, type DataClass } from '../../../kernel/datasets/dataset.ts';
import { datasetText, keptWords, tableWords } from '../../../kernel/datasets/dataset-words.ts';
import { declaredDatasets } from '../../../kernel/datasets/declared.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import {
  audienceName,
  grantsOf,
  registerTasks,
  retentionText,
  services,
  text,
} from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { governanceTexts } from '../governance-texts.ts';
import { answerFor, citation } from './answer-for.ts';

export interface Activity {
  id: string;
  kind: 'service' | 'program' | 'register';
  title: string;
  href?: string;
  why: string;
  controller: string;
  legalBasis: string[];
  subjects: string[];
  /** Kinds of data in words. */
  data: string[];
  classes: Partial<Record<DataClass, number>>;
  recipients: string[];
  /** What is read from registers, each a sentence. */
  disclosures: string[];
  kept: string[];
  decides: string;
}

/** Services by title, then the program's own. */
export function activities(app: App, language: Language): Activity[] {
  const byTitle = new Intl.Collator(language);
  return [
    ...services(app)
      .map((service) => ofService(app, language, service))
      .sort((a, b) => byTitle.compare(a.title, b.title)),
    ...ofProgram(app, language),
    ...ofRegisters(app, language),
  ];
}

function ofService(app: App, language: Language, service: ServiceDefinition): Activity {
  const t = governanceTexts(language);
  const record = processingRecord(service, grantsOf(app));
  const label = (id: string) => text(service, language, `fields.${id}.label`);
  return {
    id: service.id,
    kind: 'service',
    title: text(service, language, 'title'),
    href: `/leistungen/${service.id}/bearbeitung`,
    why: text(service, language, 'purpose'),
    controller: unitName(app, record.controller, language),
    legalBasis: record.legalBasis.map(citation),
    subjects: record.subjects.map((id) => audienceName(app, id, language)),
    data: [...new Set(record.fields.map(({ id }) => label(id)))],
    classes: record.classes,
    recipients: record.recipients.map((id) => unitName(app, id, language)),
    disclosures: record.disclosures.map(({ register, legalBasis }) => {
      const from = sourceOfRegister(register);
      const labels = new Set(record.fields.filter((each) => each.from === from).map(({ id }) => label(id)));
      return t('register.reads', {
        register: t(`registerName.${register}`),
        fields: [...labels].join(', '),
        laws: legalBasis === 'request' ? t('register.onRequest') : legalBasis.join(', '),
      });
    }),
    kept: [retentionText(service, language)],
    decides: t(record.decision.by === 'staff' ? 'decides.staff' : 'decides.rules'),
  };
}

/** One for each purpose for which tables are kept. */
function ofProgram(app: App, language: Language): Activity[] {
  const t = governanceTexts(language);
  const datasets = declaredDatasets(app.modules);
  const purposes = [...new Set(datasets.map(({ purpose }) => purpose))].filter(
    (purpose) => purpose !== 'demonstration' || app.config.mode === 'demo',
  );
  return purposes.map((purpose) => {
    const own = datasets.filter((each) => each.purpose === purpose);
    const words = (key: string) => datasetText(app.modules, language, [key]);
    const { owner, laws } = answerFor(app, language, purpose);
    const counts: Activity['classes'] = {};
    for (const [, column] of own.flatMap(columnsOf))
      counts[classOf(column)] = (counts[classOf(column)] ?? 0) + 1;
    return {
      id: purpose,
      kind: 'program' as const,
      title: words(`purpose.${purpose}`),
      why: words(`purpose.${purpose}.why`),
      controller: owner,
      legalBasis: laws,
      subjects: [
        t(
          own.some((each) => columnsOf(each).some(([, column]) => isPersonal(classOf(column))))
            ? 'subjects.users'
            : 'subjects.nobody',
        ),
      ],
      data: own.map(({ table }) => tableWords(app.modules, language, table)),
      classes: counts,
      recipients: [...new Set(own.flatMap(({ recipients }) => recipients))].map((each) =>
        words(`recipient.${each}`),
      ),
      disclosures: [],
      kept: [...new Set(own.map(({ kept }) => keptWords(app, language, kept)))],
      decides: t('decides.nothing'),
    };
  });
}

const isPersonal = (each: DataClass) => each === 'confidential' || each === 'special';

/** Buildings are nobody's, and no source of a known value: who reads that register stands here all the same. */
const readable = [...registerIds, 'buildings'] as const;

/** What a task of the program that reads registers is called; undefined for a reader that is none. */
export function taskTitle(language: Language, reader: string): string | undefined {
  const task = registerTasks.find((each) => each === reader);
  return task && governanceTexts(language)(`task.${task}`);
}

/** Tasks of the program that read a register by themselves, as their grants say. */
function ofRegisters(app: App, language: Language): Activity[] {
  const t = governanceTexts(language);
  return grantsOf(app).flatMap((grant): Activity[] => {
    const task = registerTasks.find((each) => each === grant.reader);
    if (!task) return [];
    const laws = grant.legalBasis === 'request' ? [t('law.request')] : [...grant.legalBasis];
    const read = readable.flatMap((register) =>
      grant[register] ? [{ register, fields: grant[register] }] : [],
    );
    const words = (field: string) => t(`registerField.${field as 'name'}`);
    const fields = read.flatMap((each): readonly string[] => each.fields);
    return [
      {
        id: `register-${task}`,
        kind: 'register',
        title: t(`task.${task}`),
        why: t(`task.${task}.why`),
        controller: t('registerOwner'),
        legalBasis: laws,
        subjects: read.map(({ register }) => t(`registerSubjects.${register}`)),
        data: [...new Set(fields)].map(words),
        classes: {},
        recipients: [],
        disclosures: read.map((each) =>
          t('register.reads', {
            register: t(`registerName.${each.register}`),
            fields: each.fields.map(words).join(', '),
            laws: laws.join(', '),
          }),
        ),
        // Nobody's data leave no entry in anybody's list of uses.
        kept: [
          t(read.every(({ register }) => register === 'buildings') ? 'register.keptNobody' : 'register.kept'),
        ],
        decides: t('decides.nothing'),
      },
    ];
  });
}
