// What the officer does about a breach: says that the authority was told, has the persons told, closes it.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { affectedPersons } from '../../../kernel/audit/affected-persons.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { exposedUses } from './exposed-uses.ts';
import type { Incident } from './incident.ts';
import { incidentById, tellingOf, untold } from './load-incidents.ts';
import { append, lockIncident, looksAtActor } from './record-incident.ts';

export interface Seen {
  id: string;
  /** Of the page on which the officer decided. */
  revision: number;
}

/** The clock stops. @throws Fault as `lockIncident`; INCIDENT_INCOMPLETE without consequences and measures, which the authority asks for */
export async function authorityTold(app: App, actor: StaffActor, seen: Seen): Promise<void> {
  await transact(app, actor, async (tx) => {
    const incident = await lockIncident(tx, seen.id, seen.revision);
    await tx.recordAccess(...looksAtActor(incident));
    if (incident.authorityToldAt !== null) return;
    if (incident.consequences === '' || incident.measures === '') throw new Fault('INCIDENT_INCOMPLETE');
    await append(tx, actor, incident, 'authority', {});
    await tx.db
      .updateTable('oversight.incident')
      .set({ authority_told_at: app.clock.now() })
      .where('id', '=', seen.id)
      .execute();
    await tx.emit({ type: 'incident.authority-told', subject: seen.id, data: {} });
  });
}

const portion = 1000;

/**
 * Fixes who is affected now, and queues the job that tells them.
 * @param seen also how many the officer has read that it reaches
 * @throws Fault as `lockIncident`; INCIDENT_NOBODY when nobody is affected; INCIDENT_CHANGED when it is no longer as many
 */
export async function confirmNotice(
  app: App,
  actor: StaffActor,
  seen: Seen & { persons: number },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const incident = await lockIncident(tx, seen.id, seen.revision);
    if (incident.confirmedAt !== null) throw new Fault('INCIDENT_SETTLED');
    const persons = await fixPersons(tx, incident);
    if (persons === 0) throw new Fault('INCIDENT_NOBODY');
    if (persons !== seen.persons) throw new Fault('INCIDENT_CHANGED');
    await append(tx, actor, incident, 'confirmed', { persons });
    const now = app.clock.now();
    await tx.db
      .updateTable('oversight.incident')
      // What goes on is told until now; the history says how it was.
      .set({ confirmed_at: now, exposed_until: incident.until ?? now })
      .where('id', '=', seen.id)
      .execute();
    await tx.recordAccess(...looksAtActor(incident));
    await tx.emit({ type: 'incident.confirmed', subject: seen.id, data: { persons } });
  });
}

async function fixPersons(tx: Transaction, incident: Incident): Promise<number> {
  const uses = await exposedUses(tx.db, incident, tx.app.clock.now());
  if (!uses) return 0;
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const found = await affectedPersons(tx.db, uses, { after, limit: portion });
    if (found.length === 0) return count;
    await tx.db
      .insertInto('oversight.incident_person')
      .values(
        found.map(({ subject, fields, uses: times, firstAt, lastAt }) => ({
          incident_id: incident.id,
          account_id: subject,
          fields,
          uses: times,
          first_at: firstAt,
          last_at: lastAt,
        })),
      )
      .execute();
    // Each of them sees in the list of uses that this was reckoned.
    await tx.recordAccess(
      ...found.map(({ subject }) => ({
        kind: 'read' as const,
        subject,
        fields: ['accesses'],
        purpose: 'breach',
      })),
    );
    count += found.length;
    after = found.at(-1)?.subject;
  }
}

/** Queues the job again, e.g. when the mail server was away for longer than jobs are repeated. */
export async function tellFurther(app: App, actor: StaffActor, id: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    const incident = await incidentById(tx.db, id);
    if (!incident) throw new Fault('NOT_FOUND');
    await tx.recordAccess(...looksAtActor(incident));
    if (incident.confirmedAt !== null)
      await tx.queue('oversight.tell-affected', { subject: id }, { key: `oversight.tell-affected/${id}` });
  });
}

/**
 * @param said what was done so that it does not happen again; why the authority or the persons were not told
 * @throws Fault as `lockIncident`; INCIDENT_TELLING while persons are still being told; INCIDENT_UNTOLD without a reason
 */
export async function closeIncident(
  app: App,
  actor: StaffActor,
  seen: Seen,
  said: { measures: string; why: string },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const incident = await lockIncident(tx, seen.id, seen.revision);
    await tx.recordAccess(...looksAtActor(incident));
    if (untold(await tellingOf(tx.db, seen.id)) > 0) throw new Fault('INCIDENT_TELLING');
    const untoldSomebody = incident.authorityToldAt === null || incident.confirmedAt === null;
    if (untoldSomebody && said.why === '') throw new Fault('INCIDENT_UNTOLD');
    await append(tx, actor, incident, 'closed', said);
    await tx.db
      .updateTable('oversight.incident')
      .set({ closed_at: app.clock.now() })
      .where('id', '=', seen.id)
      .execute();
    await tx.emit({ type: 'incident.closed', subject: seen.id, data: {} });
  });
}
