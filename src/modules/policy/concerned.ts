// Whether a matter is a member of staff's own: known by their key in the residents' register, as the provider of staff says it.
import type { StaffActor } from '../../kernel/actor.ts';
import type { Database } from '../../kernel/db/connect.ts';
import { Fault } from '../../kernel/errors.ts';
import { registerIdsOf } from '../identity/index.ts';

type Known = Pick<StaffActor, 'id' | 'registerId'>;

/**
 * Of these members of staff, those who are one of the parties. No query where nobody's entry is known.
 * @param parties accounts of the public
 */
export async function concernedAmong(
  db: Database,
  staff: readonly Known[],
  parties: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!staff.some(({ registerId }) => registerId !== undefined)) return new Set();
  const keys = new Set((await registerIdsOf({ db }, parties)).values());
  return new Set(
    staff.flatMap(({ id, registerId }) => (registerId !== undefined && keys.has(registerId) ? [id] : [])),
  );
}

export async function isConcerned(db: Database, actor: Known, parties: readonly string[]): Promise<boolean> {
  return (await concernedAmong(db, [actor], parties)).size > 0;
}

/**
 * At the counter: nobody identifies, serves or empowers themselves.
 * @param registerId of whom it is about
 * @throws Fault OWN_MATTER
 */
export function refuseOwnMatter(actor: Known, registerId: string | undefined): void {
  if (registerId !== undefined && registerId === actor.registerId) throw new Fault('OWN_MATTER');
}
