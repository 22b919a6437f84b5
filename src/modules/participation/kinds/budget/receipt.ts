// The receipt of a ballot, for the person who has cast it.
import type { PersonActor } from '../../../../kernel/actor.ts';
import type { App } from '../../../../kernel/app.ts';
import { ownData } from '../../../../kernel/audit/personal-data.ts';

/** @param id of the contribution */
export async function receiptOf(app: App, person: PersonActor, id: string): Promise<string> {
  const { data } = await ownData(app, person, (db) =>
    db
      .selectFrom('participation.participant as participant')
      .innerJoin('participation.contribution as c', 'c.author_id', 'participant.author_id')
      .select('c.data')
      .where('participant.account_id', '=', person.id)
      .where('c.id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  return (data as { receipt: string }).receipt;
}
