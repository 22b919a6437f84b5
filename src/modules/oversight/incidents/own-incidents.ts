// Breaches that somebody was affected by, for their account and the copy of their data.
import type { App } from '../../../kernel/app.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { IncidentValues } from './incident.ts';
import type { NoticedUses } from './notice-text.ts';

export interface OwnIncident extends NoticedUses {
  confirmedAt: Date;
  advice: IncidentValues['advice'];
}

/** At the page of the account: their own look, which their account knows as read. */
export const readOwnIncidents = (app: App, holder: PersonActor | StaffActor): Promise<OwnIncident[]> =>
  transact(app, holder, async (tx) => {
    await tx.recordAccess({ kind: 'read', subject: holder.id, fields: ['accesses'], purpose: 'own-view' });
    return incidentsOf(tx.db, holder.id);
  });

/** For the copy of one's data. */
export const ownIncidents = (app: App, holder: { id: string }): Promise<OwnIncident[]> =>
  ownData(app, holder, (db) => incidentsOf(db, holder.id));

/** Of whoever one acts for: a use of their data, which they see. */
export const incidentsOfRepresented = (app: App, actor: PersonActor): Promise<OwnIncident[]> =>
  transact(app, actor, async (tx) => {
    await tx.recordAccess({ kind: 'read', subject: actor.id, fields: ['accesses'], purpose: 'breach' });
    return incidentsOf(tx.db, actor.id);
  });

/** Newest first; nobody is affected by more than some. */
async function incidentsOf(db: Database, account: string): Promise<OwnIncident[]> {
  const rows = await db
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
    .where('person.account_id', '=', account)
    .where('incident.confirmed_at', 'is not', null)
    .orderBy('incident.confirmed_at', 'desc')
    .limit(200)
    .execute();
  return rows.flatMap(({ confirmedAt, advice, ...uses }) =>
    confirmedAt === null ? [] : [{ ...uses, confirmedAt, advice: advice as IncidentValues['advice'] }],
  );
}
