// Who was called in a text, and in which words and where they are told.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';

export interface Told {
  account: string;
  /** `mail.<words>.subject` and `.text`. */
  words:
    | 'called'
    | 'commented'
    | 'accepted'
    | 'hidden'
    | 'shown'
    | 'judged'
    | 'chosen'
    | 'declined'
    | 'asked'
    | 'accepted-into'
    | 'refused'
    | 'moved-up'
    | 'cancelled'
    | 'changed';
  path: string;
}

/** Those who may still read it. */
export async function mentionsToTell(app: App, source: string): Promise<Told[]> {
  const rows = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('community.mention as m')
      .innerJoin('community.entry as e', 'e.id', 'm.entry_id')
      .select(['m.account_id as account', 'e.id as entry', 'e.kind'])
      .where('m.source_id', '=', source)
      .where('e.state', '=', 'shown')
      .execute(),
  );
  return rows.map(({ account, entry, kind }) => ({
    account,
    words: 'called',
    path: kind === 'idea' ? `/gemeinschaft/ideen/${entry}` : `/gemeinschaft/beitraege/${entry}`,
  }));
}
