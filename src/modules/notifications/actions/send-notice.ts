// The one way on which the program tells a person something: kept once by its key, logged, and sent as the person wishes.
import type { App } from '../../../kernel/app.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { deadSince } from '../dead-addresses.ts';
import { mayBeSwitchedOff, type NoticeKind } from '../notice-kinds.ts';
import { notificationsTexts } from '../notifications-texts.ts';
import { usualWish, wishFor, wishesOf } from '../queries/wishes.ts';
import { queueDelivery } from './deliver.ts';
import { queuePush } from './push.ts';

/** An account, or somebody of whom only an address is known. */
export interface NoticeRecipient {
  id: string | undefined;
  name: string | undefined;
  email: string | undefined;
  language: Language;
}

export interface NoticeWords {
  subject: string;
  /** Never what it is about in detail: mail can be read on the way and on a locked screen. */
  paragraphs: readonly string[];
  /** The unit that answers for it. */
  signedBy?: string;
  /** The first paragraph greets already. */
  greets?: true;
}

export interface Notice {
  /** The same effect has the same key: however often a job runs, the person is told once. */
  key: string;
  kind: NoticeKind;
  to: NoticeRecipient;
  /** Of what it is about, e.g. of the case; a language that the person has chosen goes before. Absent: the recipient's. */
  language?: Language;
  words(language: Language): NoticeWords;
  /** The use of the person's data, as they read it in their account; absent for somebody without one. */
  use?: Partial<Access> & Pick<Access, 'purpose'>;
  /** Uses of others' data in the same notice. */
  uses?: readonly Access[];
  headers?: Readonly<Record<string, string>>;
}

/** @returns false where nothing new was kept: told before, or there is no address that a mail could go to */
export function sendNotice(app: App, task: string, notice: Notice): Promise<boolean> {
  return transact(app, { kind: 'programme', task }, (tx) => keepNotice(tx, notice));
}

/** The same in the caller's transaction, so that somebody counts as told exactly when the notice is kept. */
export async function keepNotice(tx: Transaction, notice: Notice): Promise<boolean> {
  const { app, db } = tx;
  const { to, key, kind } = notice;
  // What nobody is told is no use of their data.
  if (to.email === undefined || !isMailAddress(to.email)) return nothing(tx);
  const wishes = to.id === undefined ? undefined : await wishesOf(db, to.id);
  const wish = wishes ? wishFor(wishes.kinds, kind) : usualWish;
  const language = wishes?.language ?? notice.language ?? to.language;
  const { subject, paragraphs, signedBy, greets } = notice.words(language);
  const dead = wish.mail ? await deadSince(app, db, to.email) : undefined;
  const text = mailText(
    app,
    language,
    [
      ...(greets ? [] : [mailGreeting(language, to.name)]),
      ...paragraphs,
      ...(to.id !== undefined && mayBeSwitchedOff(kind)
        ? [
            notificationsTexts(language)('mail.change', {
              url: `${app.config.baseUrl}/konto/benachrichtigungen`,
            }),
          ]
        : []),
    ],
    signedBy,
  );
  const unsent = !wish.mail
    ? ({ state: 'account' } as const)
    : dead && ({ state: 'failed', failure: dead.reason } as const);
  const kept = await app.mailer.keep(db, {
    ...{ key, kind, to: to.email, account: to.id, subject, text, language },
    ...(notice.headers ? { headers: notice.headers } : {}),
    ...(unsent ? { unsent } : {}),
  });
  // Kept before and not sent yet: its job is in the queue, or has been lost with a former version.
  if (!unsent) await queueDelivery(tx, key);
  if (!kept) return nothing(tx);
  if (wish.push && to.id !== undefined) await queuePush(tx, to.id, key);
  const { use, uses = [] } = notice;
  await tx.recordAccess(
    ...(use && to.id !== undefined
      ? [{ kind: 'read' as const, subject: to.id, fields: ['name', 'email'], ...use }]
      : []),
    ...uses,
  );
  return true;
}

async function nothing(tx: Transaction): Promise<false> {
  await tx.recordAccess();
  return false;
}
