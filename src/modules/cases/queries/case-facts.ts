// What the policy has to know of cases to decide about them, for several at once. Callers decide who may see them and log the use.
import { sql } from 'kysely';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { CaseFacts } from '../../policy/index.ts';

export interface KnownCase extends Required<CaseFacts> {
  serviceId: string;
  serviceVersion: number;
}

/** By reference; those that do not exist are left out. */
export async function caseFactsOf(tx: Transaction, refs: readonly string[]): Promise<Map<string, KnownCase>> {
  if (refs.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('cases.matter')
    .select(['ref', 'unit', 'assignee_id', 'owner_id', 'service_id', 'service_version'])
    .select(partiesBesides.as('parties'))
    .where('ref', 'in', [...new Set(refs)])
    .execute();
  return new Map(
    rows.map((row) => [
      row.ref,
      {
        ...{ ref: row.ref, unit: row.unit, assigneeId: row.assignee_id },
        parties: [...new Set([row.owner_id, ...row.parties])],
        ...{ serviceId: row.service_id, serviceVersion: row.service_version },
      },
    ]),
  );
}

/** Accounts of the public that acted or signed in a case. */
export const partiesBesides = sql<string[]>`array(
  select actor_id from cases.history_entry
  where case_ref = matter.ref and actor_kind = 'person' and actor_id is not null
  union select account_id from cases.signature where case_ref = matter.ref)`;
