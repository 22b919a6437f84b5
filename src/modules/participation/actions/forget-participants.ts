// participation.forget: a year after a process has ended nobody can say any more which account was which author.
import { addDays } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { allProcesses } from '../queries/processes.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'participation.forget' };

/** After the first day of the last phase. */
export const forgetDays = 365;

/** Contributions stay, as they were published; who wrote them goes, also of processes that are in the folder no more. */
export async function forgetParticipants(app: App): Promise<void> {
  const before = addDays(app.clock.today(), -forgetDays);
  const kept = allProcesses(app)
    .filter(({ phases }) => (phases.at(-1)?.from ?? '') > before)
    .map(({ id }) => id);
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    await tx.db
      .deleteFrom('participation.participant')
      .where('process_id', 'not in', ['', ...kept])
      .execute();
  });
}
