// Emergency accesses as the data protection officer sees them: who, which case, why, how long, and what was read.
import type { App } from '../../../kernel/app.ts';
import { usesOfCase } from '../../../kernel/audit/uses-of-case.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { emergencies, type EmergencyAccess } from '../../policy/index.ts';

export interface OverseenEmergency extends EmergencyAccess {
  /** Open at this moment. */
  open: boolean;
  /** Names of the data that were used. */
  read: string[];
}

/** In one list. */
export const emergenciesOnPage = 30;

/**
 * The open ones first, then the latest.
 * @param cursor key of the last one seen
 * @throws Fault BAD_REQUEST for a key that this list has not given
 */
export async function overseenEmergencies(
  app: App,
  db: Database,
  cursor?: string,
): Promise<{ items: OverseenEmergency[]; next: string | null }> {
  const now = app.clock.now();
  const [ended, startedAt, id] = readPageKey(cursor, 'number', 'instant', 'uuid') ?? [];
  const after =
    startedAt !== undefined && id !== undefined
      ? { ended: ended !== '0', startedAt: new Date(startedAt), id }
      : undefined;
  const rows = await emergencies(db, emergenciesOnPage + 1, after);
  const found = rows.slice(0, emergenciesOnPage);
  const last = rows.length > found.length ? found.at(-1) : undefined;
  const uses = await usesOfCase(
    db,
    'emergency',
    found
      .filter(({ subjectId }) => subjectId !== null)
      .map(({ id, staffId, ref, startedAt, endedAt, endsAt }) => {
        return { id, actorId: staffId, caseRef: ref, from: startedAt, to: endedAt ?? endsAt };
      }),
  );
  const items = found.map((each) => ({
    ...each,
    open: each.endedAt === null && each.endsAt > now,
    read: (uses.get(each.id) ?? []).filter((field) => field !== 'caseState'),
  }));
  const next = pageKey(last && [last.endedAt === null ? '0' : '1', last.startedAt.toISOString(), last.id]);
  return { items, next };
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
