// The data protection officer records a breach, or describes it better: the row, its history and the event.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { oversightOf } from '../oversight-config.ts';
import { dueAfter, type Incident, type IncidentValues } from './incident.ts';
import { incidentById } from './load-incidents.ts';

const rowOf = (app: App, values: IncidentValues) => ({
  what: values.what,
  noticed_at: values.noticedAt,
  due: dueAfter(values.noticedAt, oversightOf.of(app).incidents.hours),
  exposed_from: values.from,
  exposed_until: values.until,
  actor_id: values.actorId,
  unit: values.unit,
  role: values.role,
  fields: values.fields,
  purposes: values.purposes,
  case_ref: values.caseRef,
  consequences: values.consequences,
  measures: values.measures,
  advice: JSON.stringify(values.advice),
});

/** The uses of whoever's access it was are looked at: they see it, as everybody does. */
export const looksAtActor = (
  { actorId }: Pick<IncidentValues, 'actorId'>,
  kind: Access['kind'] = 'read',
): Access[] =>
  actorId === null ? [] : [{ kind, subject: actorId, fields: ['name', 'accesses'], purpose: 'breach' }];

/** A form that is sent twice records once. @param id made with the form. @throws Fault INCIDENT_CHANGED: it was sent before with other values */
export async function recordIncident(
  app: App,
  actor: StaffActor,
  id: string,
  values: IncidentValues,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    await tx.recordAccess(...looksAtActor(values, 'change'));
    const made = await tx.db
      .insertInto('oversight.incident')
      .values({
        id,
        revision: 0,
        ...rowOf(app, values),
        of_case: values.caseRef !== null,
        recorded_at: app.clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) {
      const before = await tx.db
        .selectFrom('oversight.incident_entry')
        .select('said')
        .where('incident_id', '=', id)
        .where('number', '=', 1)
        .executeTakeFirst();
      // Compared as it is kept.
      const now: unknown = JSON.parse(JSON.stringify(withoutRef(values)));
      if (canonicalJson(before?.said) !== canonicalJson(now)) throw new Fault('INCIDENT_CHANGED');
      return;
    }
    await append(tx, actor, { id, revision: 0 }, 'recorded', withoutRef(values));
    await tx.emit({ type: 'incident.recorded', subject: id, data: {} });
  });
}

/**
 * Once the persons are being told, what decided who they are and what they read stays as it is; the rest, of which the authority's
 * notice consists, can still be completed.
 * @throws Fault as `lockIncident`
 */
export async function changeIncident(
  app: App,
  actor: StaffActor,
  { id, revision }: { id: string; revision: number },
  typed: IncidentValues,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const incident = await lockIncident(tx, id, revision);
    const values = incident.confirmedAt === null ? typed : keepSettled(incident, typed);
    await tx.recordAccess(...looksAtActor(incident), ...looksAtActor(values, 'change'));
    await tx.db
      .updateTable('oversight.incident')
      .set({
        ...rowOf(app, values),
        of_case: incident.confirmedAt === null ? values.caseRef !== null : incident.ofCase,
      })
      .where('id', '=', id)
      .execute();
    await append(tx, actor, incident, 'changed', withoutRef(values));
    await tx.emit({ type: 'incident.changed', subject: id, data: {} });
  });
}

/** What was typed, with what the persons are being told left as it was. */
export const keepSettled = (
  { from, until, actorId, unit, role, fields, purposes, caseRef, advice }: IncidentValues,
  {
    what,
    noticedAt,
    consequences,
    measures,
  }: Pick<IncidentValues, 'what' | 'noticedAt' | 'consequences' | 'measures'>,
): IncidentValues => ({
  ...{ from, until, actorId, unit, role, fields, purposes, caseRef, advice },
  ...{ what, noticedAt, consequences, measures },
});

/** The reference goes with the case, and the history can't be changed. */
const withoutRef = ({ caseRef, ...values }: IncidentValues) => ({ ...values, ofCase: caseRef !== null });

/**
 * Holds the incident until the transaction ends.
 * @throws Fault NOT_FOUND; INCIDENT_CHANGED when the page was made before the last entry; INCIDENT_SETTLED when it is closed
 */
export async function lockIncident(tx: Transaction, id: string, revision: number): Promise<Incident> {
  const incident = await incidentById(tx.db, id, true);
  if (!incident) throw new Fault('NOT_FOUND');
  if (incident.revision !== revision) throw new Fault('INCIDENT_CHANGED');
  if (incident.closedAt !== null) throw new Fault('INCIDENT_SETTLED');
  return incident;
}

/** The next entry of the history; whoever appends holds the row. */
export async function append(
  tx: Transaction,
  actor: StaffActor,
  { id, revision }: Pick<Incident, 'id' | 'revision'>,
  kind: 'recorded' | 'changed' | 'authority' | 'confirmed' | 'closed',
  said: object,
): Promise<void> {
  const number = revision + 1;
  await tx.db
    .insertInto('oversight.incident_entry')
    .values({
      incident_id: id,
      number,
      at: tx.app.clock.now(),
      kind,
      by_id: actor.id,
      said: JSON.stringify(said),
    })
    .execute();
  await tx.db.updateTable('oversight.incident').set({ revision: number }).where('id', '=', id).execute();
}
