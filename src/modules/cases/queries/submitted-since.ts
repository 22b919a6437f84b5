// What somebody has submitted of some services, and when: it fulfils duties.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

export interface SubmittedMatter {
  ref: string;
  serviceId: string;
  submittedAt: Date;
}

/** Newest first; without what was withdrawn or refused. The caller asks only for services that the actor may see. */
export async function submittedSince(
  app: App,
  actor: PersonActor,
  services: readonly string[],
  since: Date,
): Promise<SubmittedMatter[]> {
  if (services.length === 0) return [];
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('cases.matter')
      .select(['ref', 'service_id', 'submitted_at'])
      .where('owner_id', '=', actor.id)
      .where('service_id', 'in', [...services])
      .where('submitted_at', '>=', since)
      .where('state', 'not in', ['withdrawn', 'rejected'])
      .orderBy('submitted_at', 'desc')
      .limit(500)
      .execute(),
  );
  return rows.map((row) => ({ ref: row.ref, serviceId: row.service_id, submittedAt: row.submitted_at }));
}
