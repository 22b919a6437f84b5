// Something that somebody does in a deliberation, as the author that they are there; the register is asked at the first time only.
import type { App } from '../../../../kernel/app.ts';
import { ownData } from '../../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../../kernel/transaction.ts';
import { joinProcess, joiningOf } from '../../actions/join-process.ts';
import { requireEligible } from '../../actions/require-eligible.ts';
import type { Typed } from '../../pages/contribute-form.tsx';
import { actorOf, holderOf, keyOf, type Participant } from '../../participant.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';

/**
 * @param work holds the lock of the author: whatever the same person does elsewhere waits
 * @throws Fault PARTICIPATION_CLOSED, PARTICIPATION_NOT_ELIGIBLE, REGISTER_SILENT
 */
export async function asAuthor<Result>(
  app: App,
  who: Participant,
  { process, act, language, named }: Typed & { process: Process; act: string },
  work: (tx: Transaction, author: string) => Promise<Result>,
): Promise<Result> {
  if (!takesAt(process.phases, act, app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const joined = await ownData(app, holderOf(app, process.id, who), (db) =>
    db
      .selectFrom('participation.participant')
      .select('author_id')
      .where('process_id', '=', process.id)
      .where('person_key', '=', keyOf(app, process.id, who))
      .executeTakeFirst(),
  );
  const groups = joined ? {} : await requireEligible(app, who, process);
  return transact(app, actorOf(who), async (tx) => {
    tx.ownData();
    const joining = joiningOf(app, process, who, { language, named });
    const author = await joinProcess(tx, process, { ...joining, groups });
    return work(tx, author);
  });
}
