// The opinion map of one moment with the votes it was made from: people and statements are numbers, so that nobody can be found by it.
import type { App } from '../../../../kernel/app.ts';
import { impersonal } from '../../../../kernel/audit/personal-data.ts';
import {
  compareIds,
  opinionMap,
  type Choice,
  type OpinionMap,
  type Vote,
} from '../../../../opinion/index.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { statementsOf } from './statements.ts';

export interface Snapshot {
  /** Ids of the definition and of contributions; their place is their number in the open data. */
  statements: string[];
  /** Of each person: numbers of statements, and what they chose. */
  people: [statement: number, choice: Choice][][];
  map: OpinionMap;
}

/**
 * Work of the job: all votes on statements that are published now. Who voted is a number by a random sign, so that it
 * says nothing of who came when, nor of who wrote a statement.
 */
export async function computeMap(app: App, processId: string): Promise<void> {
  const process = processById(app, processId, 'deliberation');
  const statements = (await statementsOf(app, process)).map(({ id }) => id);
  const numberOf = new Map(statements.map((id, index) => [id, index]));
  const rows = await impersonal(app, 'count', (db) =>
    db
      .selectFrom('participation.opinion_vote')
      .select(['author_id', 'statement_id', 'choice'])
      .where('process_id', '=', process.id)
      .orderBy('author_id')
      .execute(),
  );
  const people = new Map<string, [number, Choice][]>();
  for (const { author_id, statement_id, choice } of rows) {
    const statement = numberOf.get(statement_id);
    if (statement === undefined) continue;
    const own = people.get(author_id) ?? [];
    people.set(author_id, own);
    own.push([statement, choice as Choice]);
  }
  const votes = [...people.values()];
  const snapshot: Snapshot = { statements, people: votes, map: opinionMap(votesOf(votes, 0)) };
  const now = app.clock.now();
  await app.db
    .insertInto('participation.opinion_map')
    .values({ process_id: process.id, computed_at: now, snapshot: JSON.stringify(snapshot) })
    .onConflict((conflict) =>
      conflict.column('process_id').doUpdateSet({ computed_at: now, snapshot: JSON.stringify(snapshot) }),
    )
    .execute();
}

/** As the library and the open data name them: by numbers. @param at of all votes; when exactly somebody voted tells who it was */
export function votesOf(people: Snapshot['people'], at: number): Vote[] {
  return people.flatMap((own, voter) =>
    own.map(([statement, choice]) => ({
      voter: String(voter),
      statement: String(statement),
      choice,
      at,
    })),
  );
}

/** @returns undefined where nobody has voted yet */
export async function snapshotOf(app: App, process: Process): Promise<(Snapshot & { at: Date }) | undefined> {
  const row = await app.db
    .selectFrom('participation.opinion_map')
    .select(['computed_at', 'snapshot'])
    .where('process_id', '=', process.id)
    .executeTakeFirst();
  return row && { ...(row.snapshot as unknown as Snapshot), at: row.computed_at };
}

/** Below so many people no map is shown, and of groups with fewer than `fewest` only their size. */
export const fewestPeople = 10;
export const fewestOfGroup = 5;

/** The statements that every group shares most, in which none is behind: at least 60 % of each by Laplace's rule. */
export function sharedStatements({ map }: Snapshot): OpinionMap['statements'] {
  return map.statements
    .filter(
      ({ groups, seen }) =>
        seen >= fewestPeople && groups.every(({ agree, seen: of }) => (agree + 1) / (of + 2) >= 0.6),
    )
    .toSorted(
      (a, b) => b.groupInformedConsensus - a.groupInformedConsensus || compareIds(a.statement, b.statement),
    )
    .slice(0, 5);
}
