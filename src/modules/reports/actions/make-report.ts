// Somebody reports: the report with its words, photos and whom to tell, in one transaction; sent twice, it is made once.
import { randomUUID } from 'node:crypto';
import { addWorkingDays } from '../../../engine/index.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { RewrittenPhoto } from '../../../kernel/files/rewrite-photo.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { hashOf } from '../../../kernel/secret.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { unitFor, type Category } from '../category.ts';
import { cellAt } from '../grid.ts';
import type { ReportPlace } from '../place.ts';
import { reportKey } from '../report-key.ts';
import { addStep } from './add-step.ts';
import { moveCount } from './count.ts';
import { keepPhotos } from './store-photos.ts';

interface NewReport {
  /** Of the form, or made of what a program sent. */
  sentId: string;
  category: Category;
  place: ReportPlace & { area: string };
  text: string;
  /** Answers with fixed options, and those in words. */
  answers: Record<string, unknown>;
  wordAnswers: Record<string, unknown>;
  photos: readonly RewrittenPhoto[];
  language: Language;
  /** Absent: nobody. An account needs no confirmation, an address does. */
  contact?: { account: string } | { email: string };
  invented?: boolean;
}

interface MadeReport {
  id: number;
  /** For the link by which it is followed. */
  key: string;
}

export async function makeReport(app: App, actor: Actor, wanted: NewReport): Promise<MadeReport> {
  return transact(app, actor, async (tx) => {
    // Whoever reports writes their own words, and reads at most their own report.
    tx.ownData();
    const made = await insertReport(tx, wanted);
    if (made) return made;
    const before = await sameSent(tx, wanted);
    if (before !== undefined) return { id: before, key: reportKey(app, wanted.sentId) };
    // The same form with something else in it is another report.
    const other = await insertReport(tx, { ...wanted, sentId: randomUUID() });
    if (!other) throw new Error('A random id was taken');
    return other;
  });
}

/** @returns undefined where the form was sent before */
async function insertReport(tx: Transaction, wanted: NewReport): Promise<MadeReport | undefined> {
  const { app } = tx;
  const { category, place, sentId, photos } = wanted;
  const now = app.clock.now();
  const point = place.point;
  const cell = point && cellAt(point);
  const hasWords = wanted.text !== '' || place.words !== '' || Object.keys(wanted.wordAnswers).length > 0;
  const counted = {
    category: category.id,
    area: place.area,
    unit: unitFor(category, place.area),
    state: 'reported',
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
  };
  const key = reportKey(app, sentId);
  const row = await tx.db
    .insertInto('reports.report')
    .values({
      ...counted,
      sent_id: sentId,
      secret_hash: hashOf(key),
      cell_row: cell?.row ?? null,
      cell_col: cell?.col ?? null,
      place: place.place ?? null,
      answers: JSON.stringify(wanted.answers),
      language: wanted.language,
      requested_at: now,
      updated_at: now,
      due_on: dueDay(app, category),
      to_check: hasWords || photos.length > 0,
      invented: wanted.invented ?? false,
    })
    .onConflict((conflict) => conflict.column('sent_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return undefined;
  const { id } = row;
  if (hasWords)
    await tx.db
      .insertInto('reports.words')
      .values({
        report_id: id,
        text: wanted.text,
        place_words: place.words,
        answers: JSON.stringify(wanted.wordAnswers),
      })
      .execute();
  await keepPhotos(tx, photos, { report: id, state: 'waiting' });
  await keepContact(tx, id, wanted);
  await addStep(tx, { report: id, kind: 'made', state: 'reported', unit: counted.unit, saidBy: 'reporter' });
  await tx.emit({
    type: 'report.made',
    subject: String(id),
    data: { category: category.id, area: place.area, unit: counted.unit },
  });
  await moveCount(tx, undefined, counted);
  return { id, key };
}

/** The day by which the unit has promised to say more. */
export const dueDay = (app: App, category: Category): string =>
  addWorkingDays(app.clock.today(), category.days, holidaysOf(app));

async function keepContact(tx: Transaction, report: number, { contact, language }: NewReport): Promise<void> {
  if (!contact) return;
  const now = tx.app.clock.now();
  const account = 'account' in contact ? contact.account : null;
  await tx.db
    .insertInto('reports.reporter')
    .values({
      report_id: report,
      account_id: account,
      email: 'email' in contact ? contact.email : null,
      language,
      confirmed_at: account === null ? null : now,
      since: now,
    })
    .execute();
}

async function sameSent(tx: Transaction, wanted: NewReport): Promise<number | undefined> {
  const row = await tx.db
    .selectFrom('reports.report as r')
    .leftJoin('reports.words as w', 'w.report_id', 'r.id')
    .select(['r.id', 'r.category', 'r.lon', 'r.lat', 'w.text'])
    .where('r.sent_id', '=', wanted.sentId)
    .executeTakeFirstOrThrow();
  const same =
    row.category === wanted.category.id &&
    row.lon === (wanted.place.point?.lon ?? null) &&
    row.lat === (wanted.place.point?.lat ?? null) &&
    (row.text ?? '') === wanted.text;
  return same ? row.id : undefined;
}
