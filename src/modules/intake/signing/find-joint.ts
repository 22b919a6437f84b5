// Finds prepared submissions: one for those who sign for the company, and those that wait, for the account.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { representedBy } from '../../mandates/index.ts';
import { signsFor, toJoint, type JointSubmission } from './joint-submission.ts';

/** Undefined for everyone who does not sign for the company: nobody learns which there are. The caller answers for the use. */
export async function jointOf(
  tx: Transaction,
  actor: PersonActor,
  id: string,
  lock = false,
): Promise<JointSubmission | undefined> {
  if (!isUuid(id)) return undefined;
  let query = tx.db.selectFrom('intake.joint_submission').selectAll().where('id', '=', id);
  // Signing, refusing and withdrawing wait for each other; the first that is done counts.
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && signsFor(actor, row.owner_id) ? toJoint(row) : undefined;
}

export interface WaitingSignature {
  id: string;
  serviceId: string;
  company: string;
  /** The last day. */
  until: string;
  firstName: string;
  /** It waits for whoever asks; otherwise for somebody else. */
  forMe: boolean;
}

const mostShown = 50;

/** What waits for a signature, for whoever signs for a company, whether they act for it just now or not. */
export async function waitingSignatures(app: App, actor: PersonActor): Promise<WaitingSignature[]> {
  const { acting } = actor;
  const self = acting?.by ?? actor;
  const companies = (await representedBy(app, self.id)).filter(
    ({ kind, representedId }) => kind === 'signatory' && (acting === undefined || representedId === actor.id),
  );
  if (companies.length === 0) return [];
  const names = new Map(companies.map((each) => [each.representedId, each.representedName]));
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('intake.joint_submission')
      .select(['id', 'service_id', 'owner_id', 'waits_until', 'first_id', 'first_name'])
      .where('owner_id', 'in', [...names.keys()])
      .where('state', '=', 'waiting')
      .where('waits_until', '>=', app.clock.today())
      .orderBy('waits_until')
      .orderBy('id')
      .limit(mostShown)
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    serviceId: row.service_id,
    company: names.get(row.owner_id) ?? '',
    until: row.waits_until,
    firstName: row.first_name,
    forMe: row.first_id !== self.id,
  }));
}

/** The company as whose representative one would have to act to see it; undefined where there is none. */
export async function companyOfJoint(
  app: App,
  actor: PersonActor,
  id: string,
): Promise<{ representation: string; name: string } | undefined> {
  if (!isUuid(id)) return undefined;
  const represented = await representedBy(app, actor.acting?.by.id ?? actor.id);
  if (represented.length === 0) return undefined;
  const row = await ownData(app, actor, (db) =>
    db.selectFrom('intake.joint_submission').select('owner_id').where('id', '=', id).executeTakeFirst(),
  );
  const found = represented.find(({ representedId }) => representedId === row?.owner_id);
  return found && { representation: found.id, name: found.representedName };
}
