// Which units' cases somebody may find for a purpose: what lists ask, so that the database leaves out the rest.
import type { DataClass } from '../../engine/index.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { childrenOf, units } from '../organisation/index.ts';
import { assignments, decide, type Purpose, type Relation } from './decide.ts';
import { policyOf } from './policy-file.ts';

/** Units of whose cases at least the state may be seen; the certificate does not matter for that. */
export function unitsFor(app: App, actor: StaffActor, purpose: Purpose): string[] {
  const sees = (unit: Relation) => stateIsSeen(app, actor, purpose, unit);
  if (sees('other')) return units(app).map(({ id }) => id);
  return [...(sees('same') ? [actor.unit] : []), ...(sees('above') ? below(app, actor.unit) : [])];
}

const state: DataClass = 'internal';

function stateIsSeen(app: App, actor: StaffActor, purpose: Purpose, unit: Relation): boolean {
  const { book } = policyOf.of(app);
  return assignments.some(
    (assignment) =>
      decide(
        { purpose, use: 'see', class: state },
        { roles: actor.roles, unit, assignment, certificates: [], emergency: false },
        book,
      ).allowed,
  );
}

const below = (app: App, unit: string): string[] =>
  childrenOf(app, unit).flatMap((child) => [child.id, ...below(app, child.id)]);
