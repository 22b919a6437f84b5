// Which cases somebody may find for a purpose: what lists ask, so that the database leaves out the rest.
import { sql, type RawBuilder } from 'kysely';
import type { DataClass } from '../../engine/index.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { units, unitsBelow } from '../organisation/index.ts';
import { assignments, decide, type Assignment, type Purpose, type Relation } from './decide.ts';
import { policyOf } from './policy-file.ts';

/**
 * Condition on the column `unit`: units of whose cases at least the state may be seen, whosever they are; the certificate
 * does not matter for that. False where there is none.
 * @param column of the unit, with its table where that is needed
 */
export function unitsInSight(
  app: App,
  actor: StaffActor,
  purpose: Purpose,
  column = 'unit',
): RawBuilder<boolean> {
  return isOneOf(column, unitIdsInSight(app, actor, purpose));
}

/** The same as a list, for queries that walk an index for each unit. */
export const unitIdsInSight = (app: App, actor: StaffActor, purpose: Purpose): string[] =>
  unitsFor(app, actor, purpose, assignments);

/** Condition on the row of a case (columns `unit` and `assignee_id`): this member of staff may see its state in case work. */
export function casesInSight(app: App, actor: StaffActor): RawBuilder<boolean> {
  const units = (each: Assignment) => unitsFor(app, actor, 'case-handling', [each]);
  const [none, mine, deputy] = [units('none'), units('mine'), units('deputy')];
  const all = unitsInSight(app, actor, 'case-handling');
  // The usual rules: the index on the unit is enough.
  if (String(none) === String(mine) && String(none) === String(deputy)) return all;
  return sql<boolean>`(${all} and case
    when assignee_id is null then ${isOneOf('unit', none)}
    when assignee_id = ${actor.id}::uuid then ${isOneOf('unit', mine)}
    else ${isOneOf('unit', deputy)} end)`;
}

/** One unit, the usual case, by `=`: only then does PostgreSQL read an index that begins with the unit in its order. */
const isOneOf = (column: string, ids: readonly string[]) =>
  ids.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${ids[0]}`
    : sql<boolean>`${sql.ref(column)} = any(${[...ids]}::text[])`;

function unitsFor(app: App, actor: StaffActor, purpose: Purpose, whose: readonly Assignment[]): string[] {
  const sees = (unit: Relation) => stateIsSeen(app, actor, purpose, unit, whose);
  if (sees('other')) return units(app).map(({ id }) => id);
  return [
    ...(sees('same') ? [actor.unit] : []),
    ...(sees('above') ? unitsBelow(app, actor.unit).slice(1) : []),
  ];
}

const state: DataClass = 'internal';

function stateIsSeen(
  app: App,
  actor: StaffActor,
  purpose: Purpose,
  unit: Relation,
  whose: readonly Assignment[],
): boolean {
  const { book } = policyOf.of(app);
  return whose.some(
    (assignment) =>
      decide(
        { purpose, use: 'see', class: state },
        { roles: actor.roles, unit, assignment, certificates: [], emergency: false, concerned: false },
        book,
      ).allowed,
  );
}
