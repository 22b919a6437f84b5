// Who has been looked at already: so that the same look at the same people is not told them again and again.
import type { Transaction } from '../transaction.ts';

/** @returns those of `subjects` whom the actor has looked at for this purpose since then */
export async function looksSince(
  tx: Transaction,
  look: { actorId: string; purpose: string; subjects: readonly string[]; since: Date },
): Promise<Set<string>> {
  if (look.subjects.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('kernel.access_entry')
    .select('subject_id')
    .distinct()
    .where('subject_id', 'in', [...look.subjects])
    .where('actor_id', '=', look.actorId)
    .where('purpose', '=', look.purpose)
    .where('at', '>=', look.since)
    .execute();
  return new Set(rows.map((row) => row.subject_id));
}
