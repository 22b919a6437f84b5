// Something that somebody does in a deliberation, as the author that they are there; the register is asked at the first time only.
import type { PersonActor } from '../../../../kernel/actor.ts';
import type { App } from '../../../../kernel/app.ts';
import { ownData } from '../../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../../kernel/transaction.ts';
import { identityOf, joinProcess, personKey } from '../../actions/join-process.ts';
import { requireEligible } from '../../actions/require-eligible.ts';
import type { Typed } from '../../pages/contribute-form.tsx';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';

/**
 * @param work holds the lock of the author: whatever the same person does elsewhere waits
 * @throws Fault PARTICIPATION_CLOSED, PARTICIPATION_NOT_ELIGIBLE, REGISTER_SILENT
 */
export async function asAuthor<Result>(
  app: App,
  person: PersonActor,
  { process, act, language, named }: Typed & { process: Process; act: string },
  work: (tx: Transaction, author: string) => Promise<Result>,
): Promise<Result> {
  if (!takesAt(process.phases, act, app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const identity = identityOf(person);
  const joined = await ownData(app, person, (db) =>
    db
      .selectFrom('participation.participant')
      .select('author_id')
      .where('process_id', '=', process.id)
      .where('person_key', '=', personKey(app, process.id, identity))
      .executeTakeFirst(),
  );
  const groups = joined ? {} : await requireEligible(app, person, process);
  return transact(app, person, async (tx) => {
    tx.ownData();
    const name = named ? person.name : undefined;
    const author = await joinProcess(tx, process, { identity, account: person.id, language, name, groups });
    return work(tx, author);
  });
}
