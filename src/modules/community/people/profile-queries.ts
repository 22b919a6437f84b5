// Profiles: one's own whole, those of others as they want to be seen. The list goes on by name.
import { sql } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { accountById, accountNames } from '../../identity/index.ts';
import { holdsTerms } from '../search/words.ts';
import { paces, shownOf, shownParts, type Profile } from './profile.ts';

const columns = ['about', 'skills', 'offers', 'shown'] as const;

/** Undefined before somebody has done anything in the community. */
export async function ownProfile(app: App, actor: StaffActor): Promise<Profile | undefined> {
  const row = await ownData(app, actor, (db) =>
    db
      .selectFrom('community.profile')
      .select([...columns, 'listed', 'digest'])
      .where('account_id', '=', actor.id)
      .executeTakeFirst(),
  );
  return row && toProfile(row);
}

const toProfile = <Row extends { shown: string[]; digest: string }>(row: Row) => ({
  ...row,
  shown: shownParts.filter((part) => row.shown.includes(part)),
  digest: paces.find((pace) => pace === row.digest) ?? 'weekly',
});

export interface ShownProfile {
  account: string;
  shownAs: string;
  about: string;
  skills: string[];
  offers: string[];
}

/** Those who want to be found, by name; with `terms` only those whose shown words hold them. The key is the last one's account. */
export async function listedProfiles(
  app: App,
  { terms, limit, after }: { terms?: string | undefined; limit: number; after?: string | undefined },
): Promise<{ items: ShownProfile[]; next: string | null }> {
  const rows = await impersonal(app, 'published', (db) =>
    db
      .selectFrom('community.profile')
      .select([...columns, 'account_id as account', 'shown_as as shownAs'])
      .where('listed', '=', true)
      .$if(terms !== undefined, (query) => query.where(holdsTerms('words', terms ?? '')))
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(shown_as, account_id) > (select shown_as, account_id from community.profile where account_id = ${after}::uuid)`,
        ),
      )
      .orderBy('shown_as')
      .orderBy('account_id')
      .limit(limit + 1)
      .execute(),
  );
  const items = rows.slice(0, limit).map((row) => ({
    account: row.account,
    shownAs: row.shownAs,
    ...shownOf(toProfile({ ...row, digest: 'none' })),
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.account ?? null) : null };
}

/** With the unit where that is shown. @throws Fault NOT_FOUND for whoever does not want to be found */
export async function profileOf(
  app: App,
  account: string,
): Promise<ShownProfile & { unit: string | undefined }> {
  const row = isUuid(account)
    ? await impersonal(app, 'published', (db) =>
        db
          .selectFrom('community.profile')
          .select([...columns, 'shown_as as shownAs'])
          .where('account_id', '=', account)
          .where('listed', '=', true)
          .executeTakeFirst(),
      )
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  const unit = row.shown.includes('unit') ? (await accountById(app, account))?.unit : undefined;
  return { account, shownAs: row.shownAs, unit, ...shownOf(toProfile({ ...row, digest: 'none' })) };
}

/** Names beside texts, in one query for the whole page; whoever has left has none. */
export async function namesOf(
  app: App,
  texts: readonly { author: string | null }[],
): Promise<Map<string, string>> {
  return accountNames(
    app,
    texts.flatMap(({ author }) => author ?? []),
  );
}
