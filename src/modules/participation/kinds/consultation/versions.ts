// The versions of a text as they were published; contributions name the one that they are about.
import { isDeepStrictEqual } from 'node:util';
import type { App } from '../../../../kernel/app.ts';
import { Fault } from '../../../../kernel/errors.ts';
import type { LocalText } from '../../../../kernel/i18n/texts.ts';
import type { Paragraph } from './part.ts';

export interface TextVersion {
  /** From 1. */
  number: number;
  name: LocalText;
  paragraphs: readonly Paragraph[];
  publishedAt: Date;
  /** Who has published it; null: it stands in the canton's folder. */
  unit: string | null;
}

/** Oldest first; there is one at least, since the start has kept those of the folder. */
export async function versionsOf({ db }: Pick<App, 'db'>, process: string): Promise<TextVersion[]> {
  const rows = await db
    .selectFrom('participation.text_version')
    .select(['number', 'name', 'paragraphs', 'published_at as publishedAt', 'unit'])
    .where('process_id', '=', process)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    ...row,
    name: row.name as unknown as LocalText,
    paragraphs: row.paragraphs as unknown as Paragraph[],
  }));
}

/** What people contribute to now. */
export function latest(versions: readonly TextVersion[]): TextVersion {
  const last = versions.at(-1);
  if (!last) throw new Error('A consultation has a text');
  return last;
}

/** The version that a form or an address names; absent: the latest one. @throws Fault NOT_FOUND */
export function namedVersion(versions: readonly TextVersion[], name: string): TextVersion {
  const found = name === '' ? latest(versions) : versions.find(({ number }) => String(number) === name);
  if (!found) throw new Fault('NOT_FOUND');
  return found;
}

/** Contributions from before there were versions are about the first one. */
export const versionOf = (data: Readonly<Record<string, unknown>>): number =>
  typeof data['version'] === 'number' ? data['version'] : 1;

/** The paragraph of the version that a contribution is about. */
export const paragraphOf = (
  versions: readonly TextVersion[],
  { anchor, data }: { anchor: string; data: Readonly<Record<string, unknown>> },
): Paragraph | undefined =>
  versions.find(({ number }) => number === versionOf(data))?.paragraphs.find(({ id }) => id === anchor);

/** Whether a paragraph says something else in a later version, or is not in one of them. */
export const differs = (before: Paragraph | undefined, after: Paragraph | undefined): boolean =>
  !isDeepStrictEqual(before, after);
