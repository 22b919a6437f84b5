// The data catalogue: every field of every table and of every service's form, in words, made from what enforces it.
import { dataDictionary, fold, type ServiceDefinition } from '../../../engine/index.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import {
  classOf,
  columnsOf,
  tableClass,
  type DataClass,
  type Dataset,
} from '../../../kernel/datasets/dataset.ts';
import { columnWords, datasetText, keptWords, tableWords } from '../../../kernel/datasets/dataset-words.ts';
import { declaredDatasets } from '../../../kernel/datasets/declared.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contextOf, grantsOf, retentionText, services, text } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { governanceTexts } from '../governance-texts.ts';
import { answerFor, citation } from './answer-for.ts';

export interface CatalogueField {
  /** Column of the table, or JSON pointer in the answers. */
  name: string;
  meaning: string;
  class: DataClass;
  kept: string;
}

/** A table of the program, or the answers of a service. */
export interface Collection {
  /** Name of the table, or id of the service. */
  id: string;
  kind: 'table' | 'service';
  title: string;
  /** The page with all its fields. */
  href: string;
  class: DataClass;
  purpose: string;
  why: string;
  owner: string;
  legalBasis: string[];
  recipients: string[];
  kept: string;
  fields: CatalogueField[];
}

const catalogues = perApp<Map<Language, readonly Collection[]>>('The data catalogue');

/** Called at the start; what is made later lies in here. */
export function startCatalogueOfData(app: App): void {
  catalogues.set(app, new Map());
}

/** Services first, as people ask for them; then the program's own tables. Made once per language: declarations don't change while it runs. */
export function dataCatalogue(app: App, language: Language): readonly Collection[] {
  const made = catalogues.of(app).get(language);
  if (made) return made;
  const byTitle = new Intl.Collator(language);
  const all = [
    ...services(app)
      .map((service) => ofService(app, language, service))
      .sort((a, b) => byTitle.compare(a.title, b.title)),
    ...declaredDatasets(app.modules)
      .filter(({ purpose }) => purpose !== 'demonstration' || app.config.mode === 'demo')
      .map((dataset) => ofTable(app, language, dataset)),
  ];
  catalogues.of(app).set(language, all);
  return all;
}

function ofTable(app: App, language: Language, dataset: Dataset): Collection {
  const { owner, laws } = answerFor(app, language, dataset.purpose);
  const words = (key: string) => datasetText(app.modules, language, [key]);
  const t = governanceTexts(language);
  return {
    id: dataset.table,
    kind: 'table',
    title: tableWords(app.modules, language, dataset.table),
    href: `/datenkatalog/${dataset.table}`,
    class: tableClass(dataset),
    purpose: words(`purpose.${dataset.purpose}`),
    why: words(`purpose.${dataset.purpose}.why`),
    owner,
    legalBasis: laws,
    recipients:
      dataset.recipients.length === 0
        ? [t('recipients.nobody')]
        : dataset.recipients.map((each) => words(`recipient.${each}`)),
    kept: keptWords(app, language, dataset.kept),
    fields: columnsOf(dataset).map(([name, column]) => ({
      name,
      meaning: columnWords(app.modules, language, dataset, name),
      class: classOf(column),
      kept: keptWords(app, language, typeof column === 'string' ? dataset.kept : column.kept),
    })),
  };
}

const classes: readonly DataClass[] = ['public', 'internal', 'confidential', 'special'];

function ofService(app: App, language: Language, service: ServiceDefinition): Collection {
  const t = governanceTexts(language);
  const kept = retentionText(service, language).replace(/\.$/, '');
  const unit = unitName(app, service.owner, language);
  const fields = dataDictionary(service, contextOf(app, service).lists, grantsOf(app)).map((entry) => ({
    name: entry.pointer,
    meaning: entry.meaning[language],
    class: entry.class,
    kept,
  }));
  return {
    id: service.id,
    kind: 'service',
    title: text(service, language, 'title'),
    href: `/leistungen/${service.id}/daten`,
    class: classes[Math.max(0, ...fields.map((field) => classes.indexOf(field.class)))] ?? 'internal',
    purpose: text(service, language, 'title'),
    why: text(service, language, 'purpose'),
    owner: unit,
    legalBasis: service.legalBasis.map(citation),
    recipients: [
      unit,
      ...(service.purpose.recipients ?? []).map((id) => unitName(app, id, language)),
      ...(service.identity.actFor.includes('person') ? [t('recipients.mandatary')] : []),
    ],
    kept,
    fields,
  };
}

export interface FoundField {
  collection: Collection;
  field: CatalogueField;
}

/** Fields in whose words, or in those of their table or service, every word occurs; in the order of the catalogue. */
export function findFields(app: App, language: Language, query: string): FoundField[] {
  const wanted = fold(query, language)
    .split(' ')
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  return dataCatalogue(app, language).flatMap((collection) =>
    collection.fields
      .filter((field) => {
        const words = fold(`${field.meaning} ${field.name} ${collection.title} ${collection.id}`, language);
        return wanted.every((word) => words.includes(word));
      })
      .map((field) => ({ collection, field })),
  );
}
