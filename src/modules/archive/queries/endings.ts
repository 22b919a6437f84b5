// What is offered to the archive, and what will be deleted of one's own, by key.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';

export interface Ending {
  ref: string;
  ownerId: string;
  serviceId: string;
  /** `YYYY-MM-DD` */
  due: string;
  toArchive: boolean;
  announcedAt: Date;
  packedAt: Date | null;
  receivedAt: Date | null;
  /** Files that its package leaves out. */
  infected: number;
}

const columns = [
  'case_ref as ref',
  'owner_id as ownerId',
  'service_id as serviceId',
  'due',
  'to_archive as toArchive',
  'announced_at as announcedAt',
  'packed_at as packedAt',
  'received_at as receivedAt',
  'infected',
] as const;

/** Those without a decision, the oldest first. The caller logs the use. */
export async function offeredEndings(
  db: Database,
  cursor: string | undefined,
  limit: number,
): Promise<{ items: Ending[]; next: string | null }> {
  const seen = readPageKey(cursor, 'day', 'ref');
  const rows = await db
    .selectFrom('archive.ending')
    .select(columns)
    .where('state', '=', 'offered')
    .$if(seen !== undefined, (query) =>
      query.where(sql<boolean>`(due, case_ref) > (${seen?.[0] ?? ''}::date, ${seen?.[1] ?? ''})`),
    )
    .orderBy('due')
    .orderBy('case_ref')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: pageKey(rows.length > limit && last ? [last.due, last.ref] : undefined) };
}

export interface WaitingPackage {
  /** SHA-256, hexadecimal. */
  digest: string;
  madeAt: Date;
  cases: number;
  infected: number;
}

const packagesOfPage = 50;

/** Packages of which nobody has confirmed yet that they arrived, the latest first, by key. Counts: nobody is shown by it. */
export async function waitingPackages(
  db: Database,
  cursor: string | undefined,
): Promise<{ items: WaitingPackage[]; next: string | null }> {
  const seen = readPageKey(cursor, 'instant', 'digest');
  const rows = await db
    .selectFrom('archive.ending')
    .select(({ fn, eb }) => [
      sql<string>`encode(package_digest, 'hex')`.as('digest'),
      fn.max('packed_at').as('madeAt'),
      fn.countAll<string>().as('cases'),
      eb.cast<string>(fn.sum('infected'), 'text').as('infected'),
    ])
    .where('state', '=', 'offered')
    .where('package_digest', 'is not', null)
    .where('received_at', 'is', null)
    .groupBy('package_digest')
    .$if(seen !== undefined, (query) =>
      query.having(
        sql<boolean>`(max(packed_at), package_digest) < (${seen?.[0] ?? ''}::timestamptz, decode(${seen?.[1] ?? ''}, 'hex'))`,
      ),
    )
    .orderBy('madeAt', 'desc')
    .orderBy('package_digest', 'desc')
    .limit(packagesOfPage + 1)
    .execute();
  const items = rows.slice(0, packagesOfPage).map(({ digest, madeAt, cases, infected }) => ({
    digest,
    madeAt: madeAt as Date,
    cases: Number(cases),
    infected: Number(infected),
  }));
  const last = items.at(-1);
  const further = rows.length > packagesOfPage && last;
  return { items, next: pageKey(further ? [last.madeAt.toISOString(), last.digest] : undefined) };
}

/** How many could not be deleted when it was tried last. Nobody is shown a person by it. */
export async function failedEndings(app: App): Promise<number> {
  const { count } = await impersonal(app, 'count', (db) =>
    db
      .selectFrom('archive.ending')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('failed_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  );
  return Number(count);
}

/** One's own that have been announced, the next to go first. */
export async function ownEndings(app: App, actor: Pick<PersonActor, 'id'>): Promise<Ending[]> {
  return ownData(app, actor, (db) =>
    db
      .selectFrom('archive.ending')
      .select(columns)
      .where('owner_id', '=', actor.id)
      .orderBy('due')
      .orderBy('case_ref')
      .limit(1000)
      .execute(),
  );
}
