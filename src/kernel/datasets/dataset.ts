// What the program keeps, declared column by column: class, purpose, end and recipients. The guard, the start and the catalogue read it.
import type { App } from '../app.ts';
import type { DB } from '../db/tables.ts';
import type { Arguments, Language } from '../i18n/texts.ts';

/** How much harm it would do if it became known, from least to most. */
export const dataClasses = ['public', 'internal', 'confidential', 'special'] as const;
export type DataClass = (typeof dataClasses)[number];

/** Who gets to see it besides the person concerned and the program: `recipient.<id>` says it in words. */
export type Recipient =
  | 'everyone'
  | 'unit'
  | 'counter'
  | 'mandatary'
  | 'giver'
  | 'company'
  | 'data-protection-officer'
  | 'archive'
  | 'identity-provider'
  | 'mail-provider'
  | 'push-service'
  | 'printer'
  | 'witness';

/** When it goes, in words by `kept.<id>`; with the figures by which the program removes it, where there are such. */
export type Kept = string | { as: string; figures: (app: App) => Arguments };

/** A column's class; or with an end of its own, where it goes earlier than the rest of the row. */
export type Column = DataClass | { class: DataClass; kept: Kept };

interface DatasetOf<Table extends keyof DB> {
  table: Table;
  /** Why it is kept: `purpose.<id>` in words. The canton's governance.yaml says who answers for it, and on which law. */
  purpose: string;
  kept: Kept;
  recipients: readonly Recipient[];
  /** Every column, no more and no less: the compiler asks for it, and so does the start. */
  columns: { readonly [Name in keyof DB[Table] & string]: Column };
}

/** A table with all its columns. What they mean stands in the module's texts: `<table>` and `<table>.<column>`. */
export type Dataset = { [Table in keyof DB]: DatasetOf<Table> }[keyof DB];

/** Messages by key in four languages, as the JSON files hold them. */
export type DatasetTexts = Record<Language, Record<string, string>>;

export function classOf(column: Column): DataClass {
  return typeof column === 'string' ? column : column.class;
}

/** The columns of a table with what is declared for each, in the order of the declaration. */
export function columnsOf(dataset: Dataset): [name: string, column: Column][] {
  return Object.entries(dataset.columns);
}

/** The class of a table is the highest of its columns. */
export function tableClass(dataset: Dataset): DataClass {
  const classes = columnsOf(dataset).map(([, column]) => dataClasses.indexOf(classOf(column)));
  return dataClasses[Math.max(0, ...classes)] ?? 'public';
}

/** Whether statements against the table are refused unless somebody answers for them: data of persons. */
export function isGuarded(dataset: Dataset): boolean {
  return dataClasses.indexOf(tableClass(dataset)) >= dataClasses.indexOf('confidential');
}
