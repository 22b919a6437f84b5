// Who acts for whom, asked with every request, and once more in every transaction that is done for somebody else.
import type { Acting, ActingRules } from '../../../kernel/acting.ts';
import { lesserAssurance, type PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { Fault } from '../../../kernel/errors.ts';
import { services } from '../../catalogue/index.ts';
import { deceasedAmong, learnDeaths } from '../../data/index.ts';
import { accountById } from '../../identity/index.ts';
import { toMandate, type Mandate } from '../mandate.ts';
import { sideOf, standingOf } from '../rules.ts';
import { actorByLaw, confirmByLaw } from './acting-by-law.ts';

/** Services that let somebody act for another person (`identity.actFor`). */
export function servicesForOthers(app: App): string[] {
  return services(app)
    .filter((definition) => definition.identity.actFor.includes('person'))
    .map((definition) => definition.id);
}

async function actorFor(app: App, mandateId: string, by: PersonActor): Promise<PersonActor | undefined> {
  const mandate = await impersonal(app, 'find-rights', (db) => load(db, mandateId, false));
  if (!mandate) return actorByLaw(app, mandateId, by);
  if (sideOf(mandate, by) !== 'mandatary') return undefined;
  const giver = await accountById(app, mandate.giverId);
  if (giver?.kind !== 'person') return undefined;
  const open = servicesForOthers(app);
  const { id, name, email, organisationId, registerId } = by;
  const registerIds = [giver.registerId, registerId].filter((each) => each !== undefined);
  // The register may know before the mandate has been ended for it.
  await learnDeaths(app, registerIds);
  return {
    kind: 'person',
    id: giver.id,
    subject: giver.subject,
    name: giver.name,
    email: giver.email,
    registerId: giver.registerId,
    // A company speaks through its own representatives; who represents one may not pass that on with their own mandate.
    organisationId: undefined,
    assurance: lesserAssurance(by.assurance, mandate.assurance),
    acting: {
      mandateId,
      by: { id, name, email, organisationId, registerId },
      ceiling: mandate.assurance,
      until: mandate.validUntil,
      services: new Set(open.filter((each) => mandate.everything || mandate.services.includes(each))),
      matters: new Set(mandate.matters),
      registerIds,
      lapsed: !holds(app, mandate) || (await deceasedAmong(app.db, registerIds)).size > 0,
    },
  };
}

async function confirm(app: App, db: Database, acting: Acting): Promise<void> {
  if (acting.byLaw) return confirmByLaw(app, db, acting);
  const { mandateId, by, registerIds } = acting;
  const mandate = await impersonal(app, 'find-rights', () => load(db, mandateId, true));
  if (!mandate || sideOf(mandate, by) !== 'mandatary' || !holds(app, mandate))
    throw new Fault('MANDATE_LAPSED');
  // As the register said when this request began.
  if ((await deceasedAmong(db, registerIds)).size > 0) throw new Fault('MANDATE_LAPSED');
}

const holds = (app: App, mandate: Mandate) => standingOf(mandate, app.clock.today()) === 'running';

async function load(db: Database, id: string, hold: boolean): Promise<Mandate | undefined> {
  let query = db.selectFrom('mandates.mandate').selectAll().where('id', '=', id);
  // Many may use it at once; revoking waits until they are done, and stops those who come after.
  if (hold) query = query.forShare();
  const row = await query.executeTakeFirst();
  return row && toMandate(row);
}

export const rulesOfMandates: ActingRules = { chooseAt: '/vertretung', actorFor, confirm };
