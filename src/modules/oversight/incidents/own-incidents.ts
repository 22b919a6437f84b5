// Breaches that somebody was affected by, for their account and the copy of their data.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { IncidentValues } from './incident.ts';
import type { NoticedUses } from './notice-text.ts';

export interface OwnIncident extends NoticedUses {
  confirmedAt: Date;
  advice: IncidentValues['advice'];
}

/** Newest first; nobody is affected by more than some. */
export async function ownIncidents(app: App, holder: { id: string }): Promise<OwnIncident[]> {
  const rows = await ownData(app, holder, (db) =>
    db
      .selectFrom('oversight.incident_person as person')
      .innerJoin('oversight.incident as incident', 'incident.id', 'person.incident_id')
      .select([
        'person.fields',
        'person.uses',
        'person.first_at as firstAt',
        'person.last_at as lastAt',
        'incident.confirmed_at as confirmedAt',
        'incident.advice',
      ])
      .where('person.account_id', '=', holder.id)
      .where('incident.confirmed_at', 'is not', null)
      .orderBy('incident.confirmed_at', 'desc')
      .limit(200)
      .execute(),
  );
  return rows.flatMap(({ confirmedAt, advice, ...uses }) =>
    confirmedAt === null ? [] : [{ ...uses, confirmedAt, advice: advice as IncidentValues['advice'] }],
  );
}
