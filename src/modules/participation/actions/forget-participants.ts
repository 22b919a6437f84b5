// participation.forget: a year after a process has ended nobody can say any more which account was which author.
import { addDays } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { allProcesses } from '../queries/processes.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'participation.forget' };

/** After the first day of the last phase. */
export const forgetDays = 365;

/**
 * Contributions stay, as they were published; who wrote them goes. Of a process that is in the folder no more (or is missing
 * for a day) the year counts from the last contribution or vote.
 */
export async function forgetParticipants(app: App): Promise<void> {
  const before = addDays(app.clock.today(), -forgetDays);
  const known = allProcesses(app);
  const ended = known.filter(({ phases }) => (phases.at(-1)?.from ?? '') <= before).map(({ id }) => id);
  const since = new Date(before);
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    await tx.db
      .deleteFrom('participation.participant')
      .where(({ and, eb, exists, not, or }) =>
        or([
          eb('process_id', 'in', ['', ...ended]),
          and([
            eb('process_id', 'not in', ['', ...known.map(({ id }) => id)]),
            not(
              exists(
                eb
                  .selectFrom('participation.contribution as c')
                  .select('c.id')
                  .whereRef('c.process_id', '=', 'participation.participant.process_id')
                  .where('c.at', '>', since),
              ),
            ),
            not(
              exists(
                eb
                  .selectFrom('participation.opinion_vote as v')
                  .select('v.author_id')
                  .whereRef('v.process_id', '=', 'participation.participant.process_id')
                  .where('v.at', '>', since),
              ),
            ),
          ]),
        ]),
      )
      .execute();
    // Who wrote what in drafts of organisations; what was released stays, in the name of the organisation.
    await tx.db
      .deleteFrom('participation.statement')
      .where('process_id', 'in', ['', ...ended])
      .execute();
    // Codes of these processes stand for nobody any more.
    await tx.db
      .deleteFrom('participation.code')
      .where(({ and, eb, exists, not, or }) =>
        or([
          eb('process_id', 'in', ['', ...ended]),
          and([
            eb('process_id', 'not in', ['', ...known.map(({ id }) => id)]),
            not(
              exists(
                eb
                  .selectFrom('participation.participant as p')
                  .select('p.author_id')
                  .whereRef('p.process_id', '=', 'participation.code.process_id'),
              ),
            ),
          ]),
        ]),
      )
      .execute();
  });
}
