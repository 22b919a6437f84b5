// Whether whoever asks supports a petition already: then its form is of no use to them.
import { ownData } from '../../../../kernel/audit/personal-data.ts';
import type { Request } from '../../../../kernel/http/route.ts';
import { findParticipant } from '../../pages/participant-of.ts';
import { holderOf, keyOf } from '../../participant.ts';
import type { Process } from '../../process.ts';

/** @returns since when; undefined for visitors, for staff, and for whoever has not supported it or withdrew */
export async function ownSupport(request: Request, process: Process): Promise<Date | undefined> {
  const { app, actor } = request;
  if (actor.kind !== 'person' && actor.kind !== 'anonymous') return undefined;
  const who = await findParticipant(request, process);
  if (!who) return undefined;
  const found = await ownData(app, holderOf(app, process.id, who), (db) =>
    db
      .selectFrom('participation.participant as participant')
      .innerJoin('participation.contribution as c', 'c.author_id', 'participant.author_id')
      .select('c.at')
      .where('participant.process_id', '=', process.id)
      .where('participant.person_key', '=', keyOf(app, process.id, who))
      .where('c.act', '=', 'support')
      .where('c.state', '<>', 'withdrawn')
      .executeTakeFirst(),
  );
  return found?.at;
}
