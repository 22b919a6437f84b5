// What a module publishes as open data: one declaration for each set, from which files, schemas, catalogues and pages are made.
import type { App } from './app.ts';
import type { Language } from './i18n/texts.ts';

/** Of a column; files, schemas and pages write it alike. `month` is `YYYY-MM`. */
export const openTypes = ['string', 'integer', 'number', 'boolean', 'date', 'datetime', 'month'] as const;
export type OpenType = (typeof openTypes)[number];
/** `null`: not known, does not apply, or hidden because it is small; the column's meaning says which. */
export type OpenValue = string | number | boolean | null;
/** Values in the order of the columns. */
export type OpenRow = readonly OpenValue[];

export interface OpenColumn {
  /** Snake case and English, the same in all languages: programs read it. What it means: `<set>.<name>` of the texts. */
  name: string;
  type: OpenType;
  /** A value may be missing. */
  optional?: true;
}

/** Terms of use of opendata.swiss: freely; with the source named; for trade only when asked; both. */
export type OpenLicence = 'open' | 'by' | 'ask' | 'by_ask';

/** How often it changes: with each happening, at most once a day, once a month. */
export type OpenFrequency = 'continuous' | 'daily' | 'monthly';

/** Protects the few: small counts are hidden, and so much more that nobody can reckon them from a total. */
export interface Suppression {
  /** Columns that count people or what they did: from one to four nobody sees. None (0) is said. */
  counts: readonly string[];
  /** Figures that go with a count that is hidden: count -> columns. */
  hides?: Readonly<Record<string, readonly string[]>>;
  /** Groups of rows whose total may be known from elsewhere: columns that name the group; `[]` is all rows. */
  within: readonly (readonly string[])[];
  /** Counts of one row that add up to another count of it. */
  parts?: readonly { total: string; of: readonly string[] }[];
}

/** Messages by key in four languages: `<set>.title`, `.description`, `.keywords` (with commas), `.<column>`. */
export type OpenTexts = Record<Language, Record<string, string>>;

export interface OpenDataset {
  /** Part of its addresses for good: `/data/<id>.csv`. */
  id: string;
  texts: OpenTexts;
  /** The unit that answers for this purpose in the canton's governance.yaml publishes it. */
  purpose: string;
  licence: OpenLicence;
  frequency: OpenFrequency;
  /** Code of the EU's list of data themes. */
  theme: 'GOVE' | 'REGI' | 'SOCI' | 'TRAN' | 'ENVI';
  columns: readonly OpenColumn[];
  /** Columns that name a row: no two rows have the same values there. */
  key: readonly string[];
  /**
   * Rows in the order of the key, a portion at a time, read by key: the true ones where `suppress` says what to hide of them.
   * Asked with each download, or once a day where versions are kept.
   */
  rows: (app: App) => AsyncIterable<readonly OpenRow[]>;
  /**
   * What protects the few. `public`: each row counts nobody, or stands on a page in the same words; then the page hides what is small, and
   * hides the same, for what one of two places shows the other can't hide.
   */
  suppress: Suppression | 'public';
  /**
   * Whether each version is kept whole: for sets of at most some thousand rows. They are made once a day, and downloads give what was
   * made. Of others only the checksum is kept, and downloads stream.
   */
  keepsVersions: boolean;
  /** The page where people read the same, from `/`. */
  page?: string;
  /** Figures worth a look: a bar for each row with a value there; `label` is a column or a name for its value. */
  chart?: { label: string; value: string };
}
