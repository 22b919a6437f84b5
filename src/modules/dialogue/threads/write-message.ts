// A message is written into a thread: by the person, or by staff of the unit with a deadline or as an official letter. Files belong to it.
import { addWorkingDays } from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { examineUpload } from '../../../kernel/files/examine-upload.ts';
import { storeContent } from '../../../kernel/files/store-file.ts';
import type { UploadedFile } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { holidaysOf } from '../../organisation/index.ts';
import './thread-errors.ts';
import { electronicService } from './electronic-service.ts';
import { loadThread, type Thread } from './load-thread.ts';
import { isOwn, mayStaff } from './thread-sight.ts';

/** Of one account within an hour. */
const mostPerHour = 30;
export const mostFiles = 3;

interface Written {
  /** uuid, made with the form: sent twice it is one message. */
  id: string;
  body: string;
  files: readonly UploadedFile[];
}

export interface NewThread extends Written {
  unit: string;
  serviceId: string | null;
  caseRef: string | null;
  subject: string;
  language: Language;
}

/** @returns id of the thread, which is that of its first message. @throws Fault THREAD_TOO_MANY, and those of files */
export async function openThread(app: App, actor: PersonActor, wanted: NewThread): Promise<string> {
  const { id, unit, serviceId, caseRef, subject, language } = wanted;
  if (!isOwn(actor, { account: actor.id, unit, serviceId, caseRef })) throw new Fault('NOT_FOUND');
  const files = await examineAll(app, actor, wanted.files);
  await transact(app, actor, async (tx) => {
    await logOwn(tx, actor);
    const made = await tx.db
      .insertInto('dialogue.thread')
      .values({
        id,
        account_id: actor.id,
        unit,
        service_id: serviceId,
        case_ref: caseRef,
        subject,
        language,
        opened_at: app.clock.now(),
        last_at: app.clock.now(),
        ...waiting(app),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    // The second of two clicks.
    if (!made) return;
    await addMessage(tx, id, { ...wanted, fromUnit: false, author: actor.acting?.by.id ?? actor.id }, files);
  });
  return id;
}

/** @throws Fault NOT_FOUND, THREAD_TOO_MANY, and those of files */
export async function writeAsPerson(
  app: App,
  actor: PersonActor,
  thread: string,
  written: Written,
): Promise<void> {
  const files = await examineAll(app, actor, written.files);
  await transact(app, actor, async (tx) => {
    await logOwn(tx, actor);
    const found = await loadThread(tx, thread, true);
    if (!found || !isOwn(actor, found)) throw new Fault('NOT_FOUND');
    const author = actor.acting?.by.id ?? actor.id;
    if (!(await addMessage(tx, thread, { ...written, fromUnit: false, author }, files))) return;
    await tx.db
      .updateTable('dialogue.thread')
      .set(
        found.waitingSince === null
          ? { last_at: app.clock.now(), ...waiting(app) }
          : { last_at: app.clock.now() },
      )
      .where('id', '=', thread)
      .execute();
  });
}

export interface StaffMessage extends Written {
  /** The message that the page showed as the last one: an answer that somebody else has given meanwhile is read first. */
  seen: string;
  deadline: string | undefined;
  official: boolean;
}

/** @throws Fault NOT_FOUND, FORBIDDEN, THREAD_MOVED, THREAD_NO_CONSENT, and those of files */
export async function writeAsStaff(
  app: App,
  actor: StaffActor,
  thread: string,
  written: StaffMessage,
): Promise<void> {
  const files = await examineAll(app, actor, written.files);
  await transact(app, actor, async (tx) => {
    const found = await loadThread(tx, thread, true);
    if (!found || !(await mayStaff(tx, actor, found, 'act'))) throw new Fault('NOT_FOUND');
    const last = await tx.db
      .selectFrom('dialogue.message')
      .select(['id', 'from_unit as fromUnit'])
      .where('thread_id', '=', thread)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.id !== written.seen && last?.id !== written.id) throw new Fault('THREAD_MOVED');
    if (written.official && !(await hasConsented(tx, found.account))) throw new Fault('THREAD_NO_CONSENT');
    await tx.recordAccess(useOf(found, 'change'));
    // Whoever answers has had it open.
    await tx.db
      .updateTable('dialogue.message')
      .set({ opened_at: app.clock.now() })
      .where('thread_id', '=', thread)
      .where('from_unit', '=', false)
      .where('opened_at', 'is', null)
      .execute();
    if (!(await addMessage(tx, thread, { ...written, fromUnit: true, author: actor.id }, files))) return;
    await tx.db
      .updateTable('dialogue.thread')
      .set({ last_at: app.clock.now(), waiting_since: null, due: null })
      .where('id', '=', thread)
      .execute();
  });
}

/** Whose data was used, for what. */
export const useOf = (thread: Thread, kind: 'read' | 'change') => ({
  kind,
  subject: thread.account,
  fields: ['messages'],
  purpose: 'dialogue',
  ...(thread.caseRef === null ? {} : { caseRef: thread.caseRef }),
});

export async function hasConsented(tx: Transaction, account: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('dialogue.electronic_service')
    .select('since')
    .where('account_id', '=', account)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** People with their own data leave no entry; whoever acts for them does. */
export async function logOwn(
  tx: Transaction,
  actor: PersonActor,
  kind: 'read' | 'change' = 'change',
): Promise<void> {
  if (!actor.acting) return tx.ownData();
  await tx.recordAccess({ kind, subject: actor.id, fields: ['messages'], purpose: 'dialogue' });
}

const waiting = (app: App) => ({
  waiting_since: app.clock.now(),
  due: addWorkingDays(app.clock.today(), electronicService.of(app).answerDays, holidaysOf(app)),
});

type Examined = Awaited<ReturnType<typeof examineUpload>>;

async function examineAll(
  app: App,
  actor: PersonActor | StaffActor,
  files: readonly UploadedFile[],
): Promise<Examined[]> {
  const sent = files.filter(({ fault }) => fault !== 'empty');
  if (sent.length > mostFiles) throw new Fault('THREAD_FILES', { most: mostFiles });
  const examined: Examined[] = [];
  for (const file of sent) examined.push(await examineUpload(app, actor, file));
  return examined;
}

/** @returns false where this message is there already. @throws Fault THREAD_TOO_MANY */
async function addMessage(
  tx: Transaction,
  thread: string,
  message: Written & { fromUnit: boolean; author: string } & Partial<
      Pick<StaffMessage, 'deadline' | 'official'>
    >,
  files: readonly Examined[],
): Promise<boolean> {
  const now = tx.app.clock.now();
  const { count } = await tx.db
    .selectFrom('dialogue.message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('author_id', '=', message.author)
    .where('at', '>', new Date(now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow();
  if (!message.fromUnit && Number(count) >= mostPerHour) throw new Fault('THREAD_TOO_MANY');
  const made = await tx.db
    .insertInto('dialogue.message')
    .values({
      id: message.id,
      thread_id: thread,
      from_unit: message.fromUnit,
      author_id: message.author,
      body: message.body,
      at: now,
      official: message.official ?? false,
      deadline: message.deadline ?? null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return false;
  for (const file of files) {
    const stored = await storeContent(tx.db, tx.app.clock, file);
    await tx.db
      .insertInto('dialogue.attachment')
      .values({ file_id: stored.id, message_id: made.id })
      .execute();
  }
  await tx.emit({
    type: message.fromUnit ? 'message.answered' : 'message.received',
    subject: made.id,
    data: { thread },
  });
  return true;
}
