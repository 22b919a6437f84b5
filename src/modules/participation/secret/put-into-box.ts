// Ballots into the box, so that where and when the database wrote them does not tell when they came.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import type { SecretBallot } from '../../../voting/secret/credential.ts';

/**
 * So many ballots at least are written together, new ones and others that lie there already: whoever copies the database at this
 * moment finds the newest ballot only as one of these. Smaller boxes are written anew as a whole.
 */
export const writtenTogether = 60;

export type Placed = 'new' | 'same' | 'used';

const columns = ['pseudonym', 'prefix', 'certificate', 'vote', 'signature'] as const;

/**
 * Holds the box until the transaction ends: others wait. The ballots are genuine and valid.
 * @returns for each ballot whether it is new, lay there already, or its pseudonym has voted otherwise
 */
export async function putIntoBox(
  db: Database,
  process: string,
  ballots: readonly SecretBallot[],
): Promise<Placed[]> {
  await lockBox(db, process);
  // Of several with one pseudonym the first.
  const first = new Map<string, SecretBallot>();
  for (const each of ballots) if (!first.has(each.pseudonym)) first.set(each.pseudonym, each);
  const added = new Set(await mixIn(db, process, [...first.values()]));
  const others = [...first.keys()].filter((each) => !added.has(each));
  const votes = new Map([...first].map(([pseudonym, { vote }]) => [pseudonym, vote]));
  for (const { pseudonym, vote } of await inBox(db, process, others)) votes.set(pseudonym, vote);
  return ballots.map((ballot): Placed => {
    if (added.has(ballot.pseudonym) && first.get(ballot.pseudonym) === ballot) return 'new';
    return votes.get(ballot.pseudonym) === ballot.vote ? 'same' : 'used';
  });
}

async function inBox(db: Database, process: string, pseudonyms: readonly string[]) {
  if (pseudonyms.length === 0) return [];
  return db
    .selectFrom('participation.ballot')
    .select(['pseudonym', 'vote'])
    .where('process_id', '=', process)
    .where('pseudonym', 'in', pseudonyms)
    .execute();
}

export async function lockBox(db: Database, process: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`participation.ballot ${process}`}, 0))`.execute(
    db,
  );
}

/**
 * One statement: all rows get the same transaction and the same command, and lie in the order of their pseudonyms, which are
 * random. The neighbours of a random place come out and go in again with the new ones.
 * @returns pseudonyms of those that were not there
 */
async function mixIn(db: Database, process: string, ballots: readonly SecretBallot[]): Promise<string[]> {
  const place = randomBytes(32).toString('base64url');
  const near = Math.max(writtenTogether - ballots.length, 0);
  const lists = columns.map((column) => sql`${ballots.map((each) => each[column])}::text[]`);
  const { rows } = await sql<{ pseudonym: string }>`with fresh as (
      select * from unnest(${sql.join(lists)}) as f (pseudonym, prefix, certificate, vote, signature)
      where not exists (select from participation.ballot b
        where b.process_id = ${process} and b.pseudonym = f.pseudonym)
    ), near as (
      (select pseudonym from participation.ballot where process_id = ${process} and pseudonym >= ${place}
        order by pseudonym limit ${near})
      union all
      (select pseudonym from participation.ballot where process_id = ${process} and pseudonym < ${place}
        order by pseudonym limit ${near})
      limit ${near}
    ), taken as (
      delete from participation.ballot
      where process_id = ${process} and pseudonym in (select pseudonym from near) and exists (select from fresh)
      returning pseudonym, prefix, certificate, vote, signature
    ), written as (
      insert into participation.ballot (process_id, pseudonym, prefix, certificate, vote, signature)
      select ${process}, every.* from (select * from taken union all select * from fresh) every order by 2
    )
    select pseudonym from fresh`.execute(db);
  return rows.map(({ pseudonym }) => pseudonym);
}
