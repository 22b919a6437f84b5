// What whoever has reported may do with it later: confirm the address, answer the unit's question, become nobody.
import { sql } from 'kysely';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { removeFiles } from '../../../kernel/files/remove-files.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { addressMark, fitsKey, fitsMark } from '../report-key.ts';
import { addStep } from './add-step.ts';
import { holdReport, type HeldReport } from './hold-report.ts';

/** How somebody shows that a report is theirs: by the key of the link, or as the account that it stands under. */
export type Own = { key: string } | { account: string };

/** @throws Fault NOT_FOUND where it is not theirs */
async function holdOwn(tx: Transaction, id: number, own: Own): Promise<HeldReport> {
  tx.ownData();
  const held = await holdReport(tx, id);
  if ('key' in own) {
    if (!fitsKey(held.secretHash, own.key)) throw new Fault('NOT_FOUND');
    return held;
  }
  const reporter = await tx.db
    .selectFrom('reports.reporter')
    .select('report_id')
    .where('report_id', '=', id)
    .where('account_id', '=', own.account)
    .executeTakeFirst();
  if (!reporter) throw new Fault('NOT_FOUND');
  return held;
}

/**
 * From now on there are mails about what happens to it.
 * @param mark of the mail to the address
 * @throws Fault NOT_FOUND for another mark: whoever has typed an address does not have its mailbox by that
 */
export async function confirmContact(
  app: App,
  actor: Actor,
  id: number,
  own: Own,
  mark: string,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    await holdOwn(tx, id, own);
    const reporter = await tx.db
      .selectFrom('reports.reporter')
      .select('email')
      .where('report_id', '=', id)
      .executeTakeFirst();
    if (!reporter?.email || !fitsMark(mark, addressMark(app, id, reporter.email)))
      throw new Fault('NOT_FOUND');
    await tx.db
      .updateTable('reports.reporter')
      .set({ confirmed_at: app.clock.now() })
      .where('report_id', '=', id)
      .where('confirmed_at', 'is', null)
      .execute();
  });
}

/** @throws Fault REPORT_NOT_POSSIBLE where nothing was asked, or it is answered already */
export async function answerUnit(
  app: App,
  actor: Actor,
  id: number,
  own: Own,
  { note, sentId }: { note: string; sentId: string },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const held = await holdOwn(tx, id, own);
    const before = await tx.db
      .selectFrom('reports.step')
      .select('id')
      .where('sent_id', '=', sentId)
      .executeTakeFirst();
    if (before) return;
    if (!held.asked) throw new Fault('REPORT_NOT_POSSIBLE');
    const step = await addStep(tx, {
      ...{ report: id, kind: 'answered', state: held.state, unit: held.unit, note, saidBy: 'reporter' },
      ...{ shown: 'private', sentId },
    });
    await tx.db.updateTable('reports.report').set({ asked: false }).where('id', '=', id).execute();
    await tx.emit({ type: 'report.answered', subject: String(id), data: { unit: held.unit, step } });
  });
}

/**
 * Nobody stands behind the report any more. What is no person's stays: place, kind, state, and the words unless they are to go, too.
 * @param words whether text and photos go, too
 */
export async function becomeNobody(
  app: App,
  actor: Actor,
  id: number,
  own: Own,
  { words }: { words: boolean },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    await holdOwn(tx, id, own);
    await tx.db.deleteFrom('reports.reporter').where('report_id', '=', id).execute();
    if (words) await removeWords(tx, id);
    await tx.emit({ type: 'report.anonymised', subject: String(id), data: { words } });
  });
}

async function removeWords(tx: Transaction, id: number): Promise<void> {
  await tx.db.deleteFrom('reports.words').where('report_id', '=', id).execute();
  const photos = await tx.db
    .selectFrom('reports.photo')
    .leftJoin('reports.step', 'reports.step.id', 'reports.photo.step_id')
    .select('file_id')
    .where('reports.photo.report_id', '=', id)
    .where(({ or, eb }) => or([eb('step_id', 'is', null), eb('said_by', '=', 'reporter')]))
    .execute();
  await tx.db
    .updateTable('reports.step')
    .set({ note: '' })
    .where('report_id', '=', id)
    .where('said_by', '=', 'reporter')
    .execute();
  await removeFiles(
    tx.db,
    photos.map(({ file_id }) => file_id),
  );
  await settleCheck(tx, id);
}

/** Whether something still waits to be looked at. */
async function settleCheck(tx: Transaction, id: number): Promise<void> {
  await tx.db
    .updateTable('reports.report')
    .set({
      to_check: sql<boolean>`exists (select from reports.words w where w.report_id = ${id} and w.state = 'waiting')
        or exists (select from reports.photo p where p.report_id = ${id} and p.state = 'waiting')
        or exists (select from reports.step s where s.report_id = ${id} and s.shown = 'waiting')`,
    })
    .where('id', '=', id)
    .execute();
}
