// corrections.apply: has the register changed, then tells all who had the wrong value, in one transaction; again with the next try.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { correctKnownValues } from '../../cases/index.ts';
import { correctEntry, type RegisterId } from '../../data/index.ts';
import { accountsOfEntry } from '../../identity/index.ts';
import { forgetKnown } from '../../intake/index.ts';
import { requestById, type CorrectionRequest } from '../queries/requests.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'corrections.apply' };

/** What the program itself reads to show or correct an entry; whoever asked knows the value already. */
const ownReaders = new Set(['correction', 'own-export']);

/**
 * Idempotent: the register knows the number of the correction, and what is told stands in one transaction with the state.
 * @throws while the register does not answer: the job tries again, and `resumeCorrections` after that
 */
export async function applyCorrection(app: App, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['subject']);
  const request = await impersonal(app, 'show-nobody', (db) => requestById(db, id));
  if (request?.state !== 'accepted') return;
  const { register, entryId, field, wrongValue, rightValue } = request;
  const answer = await correctEntry(app, {
    ...{ register, entryId, field },
    // Of this decision: where the unit decides anew, the register is to change anew.
    correction: `${id}/${request.decidedAt?.getTime() ?? 0}`,
    was: wrongValue,
    value: rightValue,
  });
  if ('silent' in answer)
    throw new Error(`The register ${register} did not take the correction ${id}: ${answer.silent}`);
  const found = answer.found;
  const says = found && canonicalJson(found.value) === canonicalJson(rightValue);
  await transact(app, programme, async (tx) => {
    const locked = await requestById(tx.db, id, true);
    // Decided anew while the register was asked: this answer is about the decision before.
    if (locked?.state !== 'accepted' || locked.decidedAt?.getTime() !== request.decidedAt?.getTime())
      return tx.recordAccess();
    if (!found || !says) await lookOnceMore(tx, locked, found);
    else await tellAll(tx, locked, found);
    await tx.recordAccess({
      kind: 'change',
      subject: locked.accountId,
      fields: ['correction'],
      purpose: 'correction',
    });
  });
}

/** The entry has changed in between, is gone, or the value is somebody else's there: the unit decides again, on what stands there now. */
async function lookOnceMore(
  tx: Transaction,
  { id, wrongAsOf }: CorrectionRequest,
  found: { value: unknown; asOf: string } | undefined,
): Promise<void> {
  await tx.db
    .updateTable('corrections.request')
    .set({
      state: 'open',
      stale: true,
      decided_at: null,
      decided_by: null,
      wrong_value: JSON.stringify(found?.value ?? null),
      wrong_as_of: found?.asOf ?? wrongAsOf,
    })
    .where('id', '=', id)
    .execute();
  await tx.emit({ type: 'correction.stale', subject: id, data: {} });
}

async function tellAll(
  tx: Transaction,
  request: CorrectionRequest,
  found: { asOf: string; recipients: readonly { client: string; reader: string; at: string }[] },
): Promise<void> {
  const { id, register, field, wrongValue: was, rightValue: value } = request;
  const accounts = await accountsOf(tx.app, register, request.entryId);
  const cases = await correctKnownValues(tx, accounts, { id, register, field, was, value, asOf: found.asOf });
  const drafts = await forgetKnown(tx, accounts, { register, field, was });
  const recipients = [
    ...cases.map(({ ref, submittedAt }) => ({ kind: 'case', name: ref, had_at: submittedAt })),
    ...drafts.map(({ serviceId, startedAt }) => ({ kind: 'draft', name: serviceId, had_at: startedAt })),
    ...found.recipients
      .filter(({ reader }) => !ownReaders.has(reader))
      .map(({ reader, at }) => ({ kind: 'reader', name: reader, had_at: new Date(at) })),
  ];
  if (recipients.length > 0)
    await tx.db
      .insertInto('corrections.recipient')
      .values(recipients.map((each, index) => ({ request_id: id, number: index + 1, ...each })))
      .execute();
  await tx.db
    .updateTable('corrections.request')
    .set({ state: 'corrected', corrected_at: tx.app.clock.now() })
    .where('id', '=', id)
    .execute();
  // People whose cases or drafts are touched, beside the one who asked: of a company there may be several.
  await tx.recordAccess(
    ...[...new Set([...cases, ...drafts].map(({ ownerId }) => ownerId))]
      .filter((owner) => owner !== request.accountId)
      .map((subject) => ({
        kind: 'change' as const,
        subject,
        fields: ['correction'],
        purpose: 'correction',
      })),
  );
  await tx.emit({
    type: 'correction.made',
    subject: id,
    data: { cases: cases.length, drafts: drafts.length },
  });
}

const accountsOf = (app: App, register: RegisterId, entryId: string) =>
  accountsOfEntry(app, register === 'companies' ? { organisationId: entryId } : { registerId: entryId });

/** corrections.resume: what a register has not taken for hours is tried again, however often the job has failed before. */
export async function resumeCorrections(app: App): Promise<void> {
  const ids = await impersonal(app, 'show-nobody', (db) =>
    db.selectFrom('corrections.request').select('id').where('state', '=', 'accepted').limit(500).execute(),
  );
  if (ids.length === 0) return;
  await transact(app, programme, async (tx) => {
    for (const { id } of ids)
      await tx.queue('corrections.apply', { subject: id }, { key: `correction-again/${id}` });
  });
}
