// Finds prepared submissions: one for those who sign for the company, and those that wait, for the account.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { asSignatory, learnRepresentations, learnToday, representedBy } from '../../mandates/index.ts';
import { isFirst, signsFor, toJoint, type JointSubmission } from './joint-submission.ts';

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

/**
 * What waits for a signature, for whoever signs for a company, whether they act for it just now or not; the look is logged
 * for the company. Nothing of a company for which the register does not name them now.
 */
export async function waitingSignatures(
  app: App,
  actor: PersonActor,
  language: Language,
): Promise<WaitingSignature[]> {
  const { acting } = actor;
  // Whoever has never chosen for whom they act is found, too.
  if (acting === undefined && (await anythingWaits(app))) await learnToday(app, actor, language);
  const companies = (await representedBy(app, (acting?.by ?? actor).id)).filter(
    ({ kind, representedId }) => kind === 'signatory' && (acting === undefined || representedId === actor.id),
  );
  if (companies.length === 0) return [];
  const waits = await ownersWithWaiting(
    app,
    companies.map(({ representedId }) => representedId),
  );
  const found: WaitingSignature[] = [];
  for (const company of companies) {
    if (!waits.has(company.representedId)) continue;
    const signatory = await asSignatory(app, actor, company);
    if (signatory) found.push(...(await waitingFor(app, signatory)));
  }
  return found
    .toSorted((a, b) => a.until.localeCompare(b.until) || a.id.localeCompare(b.id))
    .slice(0, mostShown);
}

async function waitingFor(app: App, signatory: PersonActor): Promise<WaitingSignature[]> {
  return transact(app, signatory, async (tx) => {
    const rows = await tx.db
      .selectFrom('intake.joint_submission')
      .select(['id', 'service_id', 'waits_until', 'first_id', 'first_key', 'first_name'])
      .where('owner_id', '=', signatory.id)
      .where('state', '=', 'waiting')
      .where('waits_until', '>=', app.clock.today())
      .orderBy('waits_until')
      .orderBy('id')
      .limit(mostShown)
      .execute();
    await tx.recordAccess({
      kind: 'read',
      subject: signatory.id,
      fields: ['answers'],
      purpose: 'representation',
      legalBasis: 'Art. 718a OR (SR 220)',
    });
    return rows.map((row) => ({
      id: row.id,
      serviceId: row.service_id,
      company: signatory.name,
      until: row.waits_until,
      firstName: row.first_name,
      forMe: !isFirst({ first: { id: row.first_id, key: row.first_key } }, signatory),
    }));
  });
}

async function anythingWaits(app: App): Promise<boolean> {
  const row = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('intake.joint_submission')
      .select('id')
      .where('state', '=', 'waiting')
      .where('waits_until', '>=', app.clock.today())
      .limit(1)
      .executeTakeFirst(),
  );
  return row !== undefined;
}

/** For which of the companies there is anything to ask the register about. */
async function ownersWithWaiting(app: App, owners: string[]): Promise<Set<string>> {
  const rows = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('intake.joint_submission')
      .select('owner_id')
      .distinct()
      .where('owner_id', 'in', owners)
      .where('state', '=', 'waiting')
      .where('waits_until', '>=', app.clock.today())
      .execute(),
  );
  return new Set(rows.map(({ owner_id }) => owner_id));
}

/** The company as whose representative one would have to act to see it; undefined where there is none now. */
export async function companyOfJoint(
  app: App,
  actor: PersonActor,
  id: string,
  language: Language,
): Promise<{ representation: string; name: string } | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await impersonal(app, 'find-rights', (db) =>
    db.selectFrom('intake.joint_submission').select('owner_id').where('id', '=', id).executeTakeFirst(),
  );
  if (!row) return undefined;
  const find = async () =>
    (await representedBy(app, actor.acting?.by.id ?? actor.id)).find(
      ({ representedId }) => representedId === row.owner_id,
    );
  const known = await find();
  // Whoever follows the link of a mail may never have chosen for whom they act.
  if (!known && actor.acting === undefined) await learnRepresentations(app, actor, language);
  const found = known ?? (await find());
  const signatory = found && (await asSignatory(app, actor, found));
  return signatory && { representation: found.id, name: signatory.name };
}
