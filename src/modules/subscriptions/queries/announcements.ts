// What was announced, as it is kept: public texts.
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { LocalText } from '../../../kernel/i18n/texts.ts';
import type { Match } from '../terms.ts';

export interface KeptAnnouncement {
  id: number;
  at: Date;
  title: LocalText;
  text: LocalText;
  path: string;
  fromDay: string | null;
  untilDay: string | null;
  terms: string[];
}

const columns = ['id', 'at', 'title', 'text', 'path', 'from_day', 'until_day', 'terms'] as const;
interface Row {
  id: number;
  at: Date;
  title: unknown;
  text: unknown;
  path: string;
  from_day: string | null;
  until_day: string | null;
  terms: string[];
}
const toAnnouncement = ({ title, text, from_day, until_day, ...row }: Row): KeptAnnouncement => ({
  ...row,
  title: title as LocalText,
  text: text as LocalText,
  fromDay: from_day,
  untilDay: until_day,
});

export async function announcementById(app: App, id: number): Promise<KeptAnnouncement | undefined> {
  return (await announcementsByIds(app.db, [id]))[0];
}

/** Newest first. */
export async function announcementsByIds(db: Database, ids: readonly number[]): Promise<KeptAnnouncement[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('subscriptions.announcement')
    .select(columns)
    .where('id', 'in', ids)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toAnnouncement);
}

/**
 * What a subscription hits, newest first, before an id. Each term gives its newest ones by index; so it costs the page, not the list.
 * @param terms in order
 */
export async function announcementsAbout(
  db: Database,
  { terms, match }: { terms: readonly string[]; match: Match },
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<KeptAnnouncement[]> {
  const found = new Set<number>();
  const asked = match === 'all' ? terms.slice(0, 1) : terms;
  for (const term of asked) {
    let query = db
      .selectFrom('subscriptions.announcement_term as own')
      .select('own.announcement_id')
      .where('own.term', '=', term)
      .orderBy('own.announcement_id', 'desc')
      .limit(limit);
    if (before !== undefined) query = query.where('own.announcement_id', '<', before);
    for (const other of match === 'all' ? terms.slice(1) : [])
      query = query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('subscriptions.announcement_term as also')
            .select('also.term')
            .where('also.term', '=', other)
            .whereRef('also.announcement_id', '=', 'own.announcement_id'),
        ),
      );
    for (const row of await query.execute()) found.add(row.announcement_id);
  }
  const newest = [...found].toSorted((one, other) => other - one).slice(0, limit);
  return announcementsByIds(db, newest);
}
