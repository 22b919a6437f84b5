// Who may see and answer a thread: its person, or who acts for them and is covered; staff of the unit, and of a case as the policy says for the case.
import { covers } from '../../../kernel/acting.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { definePermission } from '../../../kernel/permission.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { loadMatter } from '../../cases/index.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { mayOfUnit, staffFor, standingIn } from '../../policy/index.ts';

/** Persons write to units; what about, is asked when it is known. */
export const writeThreads = definePermission('dialogue.write-threads', (actor) => actor.kind === 'person');
/** Opens the addresses to staff; of the single thread is asked when it is known. */
export const answerThreads = staffFor('dialogue.answer-threads', 'dialogue', 'act');

interface ThreadFacts {
  account: string;
  unit: string;
  serviceId: string | null;
  caseRef: string | null;
}

/** Without a service it is the person's alone: no mandate covers it. */
export function isOwn(actor: PersonActor, { account, serviceId, caseRef }: ThreadFacts): boolean {
  if (actor.id !== account) return false;
  if (!actor.acting) return true;
  return serviceId !== null && covers(actor, { serviceId, ...(caseRef === null ? {} : { ref: caseRef }) });
}

/** For a case the policy's decision about the case counts, wherever the case lies by now. */
export async function mayStaff(
  tx: Transaction,
  actor: StaffActor,
  thread: ThreadFacts,
  use: 'see' | 'act',
): Promise<boolean> {
  const { app, db } = tx;
  if (thread.caseRef === null)
    return mayOfUnit(app, actor, { purpose: 'dialogue', use, class: 'confidential' }, thread.unit);
  const matter = await loadMatter(tx, thread.caseRef);
  if (!matter) return false;
  const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
  const standing = await standingIn(app, db, actor, matter, definition);
  return standing.may(use, 'confidential').allowed;
}
