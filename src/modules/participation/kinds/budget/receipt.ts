// The receipt of a ballot, for the person who has cast it.
import type { App } from '../../../../kernel/app.ts';
import { ownData } from '../../../../kernel/audit/personal-data.ts';
import { holderOf, keyOf, type Participant } from '../../participant.ts';
import type { Process } from '../../process.ts';

/** @param id of the contribution */
export async function receiptOf(app: App, who: Participant, process: Process, id: string): Promise<string> {
  const { data } = await ownData(app, holderOf(app, process.id, who), (db) =>
    db
      .selectFrom('participation.participant as participant')
      .innerJoin('participation.contribution as c', 'c.author_id', 'participant.author_id')
      .select('c.data')
      .where('participant.process_id', '=', process.id)
      .where('participant.person_key', '=', keyOf(app, process.id, who))
      .where('c.id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  return (data as { receipt: string }).receipt;
}
