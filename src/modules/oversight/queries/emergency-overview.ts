// Emergency accesses as the data protection officer sees them: who, which case, why, how long, and what was read.
import type { App } from '../../../kernel/app.ts';
import { usesOfCase } from '../../../kernel/audit/uses-of-case.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { emergencies, type EmergencyAccess } from '../../policy/index.ts';

export interface OverseenEmergency extends EmergencyAccess {
  /** Open at this moment. */
  open: boolean;
  /** Names of the data that were used. */
  read: string[];
}

/** The open ones first, then the latest. */
export async function overseenEmergencies(
  app: App,
  db: Database,
  limit: number,
): Promise<OverseenEmergency[]> {
  const now = app.clock.now();
  const found = await emergencies(db, limit);
  const uses = await usesOfCase(
    db,
    'emergency',
    found
      .filter(({ subjectId }) => subjectId !== null)
      .map(({ id, staffId, ref, startedAt, endedAt, endsAt }) => {
        return { id, actorId: staffId, caseRef: ref, from: startedAt, to: endedAt ?? endsAt };
      }),
  );
  return found.map((each) => ({
    ...each,
    open: each.endedAt === null && each.endsAt > now,
    read: (uses.get(each.id) ?? []).filter((field) => field !== 'caseState'),
  }));
}

/** What the officer's look at them is, for the people concerned and the staff. */
export function looksAt(found: readonly EmergencyAccess[]): Access[] {
  const people = new Map<string, Access>();
  const look = { kind: 'read' as const, purpose: 'access-oversight' };
  for (const { subjectId, staffId, ref } of found) {
    people.set(staffId, { ...look, subject: staffId, fields: ['name', 'accesses'] });
    if (subjectId !== null)
      people.set(`${subjectId} ${ref}`, { ...look, subject: subjectId, fields: ['accesses'], caseRef: ref });
  }
  return [...people.values()];
}
