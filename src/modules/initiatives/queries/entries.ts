// What was said and noted about an initiative: opinions of both sides, money, decisions and risks; by key, newest first.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import type { EntryKind } from '../entry.ts';
import type { Light, Phase, Side } from '../initiative.ts';

export interface Opinion {
  id: string;
  side: Side;
  phase: Phase;
  light: Light;
  words: string;
  language: Language;
  at: Date;
}

export interface Entry {
  id: string;
  kind: EntryKind;
  day: string;
  amount: number | null;
  weight: number | null;
  words: string;
  language: Language;
  at: Date;
  /** Of a risk: it has ended. */
  ended: boolean;
}

export async function opinionById(
  app: App,
  id: string,
): Promise<(Opinion & { initiative: string }) | undefined> {
  const row = await app.db
    .selectFrom('initiatives.opinion')
    .select(['id', 'side', 'phase', 'light', 'words', 'language', 'at', 'initiative_id as initiative'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...opinionOf(row), initiative: row.initiative };
}

const opinionOf = <Row extends { side: string; phase: string; light: string; language: string }>(
  row: Row,
) => ({
  ...row,
  side: row.side as Side,
  phase: row.phase as Phase,
  light: row.light as Light,
  language: row.language as Language,
});

/** The newest opinion of each side. */
export async function newestOpinions(app: App, initiative: string): Promise<Opinion[]> {
  const rows = await app.db
    .selectFrom('initiatives.opinion')
    .distinctOn('side')
    .select(['id', 'side', 'phase', 'light', 'words', 'language', 'at'])
    .where('initiative_id', '=', initiative)
    .orderBy('side', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(opinionOf);
}

export async function opinionsOf(
  app: App,
  initiative: string,
  limit: number,
  after?: readonly [string, string],
): Promise<{ items: Opinion[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('initiatives.opinion')
    .select(['id', 'side', 'phase', 'light', 'words', 'language', 'at'])
    .where('initiative_id', '=', initiative)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(opinionOf);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.at.toISOString(), last.id]) };
}

/** @param kinds for the public without risks: what might go wrong is for those who can do something about it */
export async function entriesOf(
  app: App,
  initiative: string,
  kinds: readonly EntryKind[],
  limit: number,
  after?: readonly [string, string],
): Promise<{ items: Entry[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('initiatives.entry as entry')
    .leftJoin('initiatives.entry as ending', 'ending.ends_entry', 'entry.id')
    .select([
      'entry.id',
      'entry.kind',
      'entry.day',
      'entry.amount_rappen as amount',
      'entry.weight',
      'entry.words',
      'entry.language',
      'entry.at',
      'ending.id as endedBy',
    ])
    .where('entry.initiative_id', '=', initiative)
    .where('entry.kind', 'in', [...kinds])
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(entry.at, entry.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('entry.at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ endedBy, ...row }) => ({
    ...row,
    kind: row.kind as EntryKind,
    language: row.language as Language,
    ended: endedBy !== null,
  }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.at.toISOString(), last.id]) };
}
