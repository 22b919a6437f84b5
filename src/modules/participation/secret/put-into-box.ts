// Ballots into the box, so that where and when the database wrote them does not tell when they came.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../kernel/db/connect.ts';
import type { SecretBallot } from '../../../voting/secret/credential.ts';

/**
 * As many ballots that lie there already are written anew with each that comes: whoever copies the database at this moment
 * finds the newest ballot only as one of these. Smaller boxes are written anew as a whole.
 */
export const mixedWith = 100;

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
  const there = await db
    .selectFrom('participation.ballot')
    .select(['pseudonym', 'vote'])
    .where('process_id', '=', process)
    .where(
      'pseudonym',
      'in',
      ballots.map(({ pseudonym }) => pseudonym),
    )
    .execute();
  const votes = new Map(there.map(({ pseudonym, vote }) => [pseudonym, vote]));
  const fresh: SecretBallot[] = [];
  const placed = ballots.map((ballot): Placed => {
    const before = votes.get(ballot.pseudonym);
    if (before !== undefined) return before === ballot.vote ? 'same' : 'used';
    votes.set(ballot.pseudonym, ballot.vote);
    fresh.push(ballot);
    return 'new';
  });
  if (fresh.length > 0) await mixIn(db, process, fresh);
  return placed;
}

export async function lockBox(db: Database, process: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`participation.ballot ${process}`}, 0))`.execute(
    db,
  );
}

/**
 * One statement: all rows get the same transaction and the same command, and lie in the order of their pseudonyms, which are
 * random. The neighbours of a random place come out and go in again with the new ones.
 */
async function mixIn(db: Database, process: string, fresh: readonly SecretBallot[]): Promise<void> {
  const place = randomBytes(32).toString('base64url');
  const lists = columns.map((column) => sql`${fresh.map((each) => each[column])}::text[]`);
  await sql`with near as (
      (select pseudonym from participation.ballot where process_id = ${process} and pseudonym >= ${place}
        order by pseudonym limit ${mixedWith})
      union all
      (select pseudonym from participation.ballot where process_id = ${process} and pseudonym < ${place}
        order by pseudonym limit ${mixedWith})
      limit ${mixedWith}
    ), taken as (
      delete from participation.ballot where process_id = ${process} and pseudonym in (select pseudonym from near)
      returning pseudonym, prefix, certificate, vote, signature
    )
    insert into participation.ballot (process_id, pseudonym, prefix, certificate, vote, signature)
    select ${process}, every.* from (
      select * from taken union all select * from unnest(${sql.join(lists)})
    ) every order by 2`.execute(db);
}
