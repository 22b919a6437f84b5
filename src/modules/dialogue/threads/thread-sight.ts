// Who may see and answer a thread: its person, or who acts for them and is covered; staff of the unit, and of a case as the policy says for the case.
import { covers } from '../../../kernel/acting.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { definePermission } from '../../../kernel/permission.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { caseFactsOf } from '../../cases/index.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { mayOfUnit, staffFor, standingsIn } from '../../policy/index.ts';

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

/** Of one thread; `openTo` for several. */
export const mayStaff = async (
  tx: Transaction,
  actor: StaffActor,
  thread: ThreadFacts,
  use: 'see' | 'act',
): Promise<boolean> => (await openTo(tx, actor, [thread], use)).length > 0;

/**
 * Those of the threads with which staff may do this. For a case the policy's decision about the case counts, wherever the case
 * lies by now. As many queries for a list as for one, besides versions of services that no one has asked for before.
 */
export async function openTo<Each extends ThreadFacts>(
  tx: Transaction,
  actor: StaffActor,
  threads: readonly Each[],
  use: 'see' | 'act',
): Promise<Each[]> {
  const { app, db } = tx;
  const known = await caseFactsOf(
    tx,
    threads.flatMap(({ caseRef }) => caseRef ?? []),
  );
  const cases = await Promise.all(
    [...known.values()].map(async (about) => ({
      about,
      definition: await requireServiceVersion(app, about.serviceId, about.serviceVersion),
    })),
  );
  const standings = await standingsIn(app, db, actor, cases);
  const standing = new Map(cases.map(({ about }, at) => [about.ref, standings[at]]));
  return threads.filter(({ caseRef, unit }) =>
    caseRef === null
      ? mayOfUnit(app, actor, { purpose: 'dialogue', use, class: 'confidential' }, unit)
      : standing.get(caseRef)?.may(use, 'confidential').allowed,
  );
}
