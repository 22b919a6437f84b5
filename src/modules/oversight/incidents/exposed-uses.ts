// Which uses of the access log a breach is about.
import type { ExposedUses } from '../../../kernel/audit/affected-persons.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { staffWithRole } from '../../identity/index.ts';
import type { Incident } from './incident.ts';

/** Undefined where the case they are about was deleted. The end of one that goes on is now. */
export async function exposedUses(
  db: Database,
  incident: Incident,
  now: Date,
): Promise<ExposedUses | undefined> {
  if (incident.ofCase && incident.caseRef === null) return undefined;
  const { from, until, actorId, unit, role, fields, purposes, caseRef } = incident;
  // The log names one role of an account only; who has several counts by what the account says now.
  const roleAccounts = role === null ? [] : await staffWithRole({ db }, role);
  return { from, to: until ?? now, actorId, unit, role, roleAccounts, fields, purposes, caseRef, now };
}
