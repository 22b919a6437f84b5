// oversight.tell-affected: tells the persons affected by a breach, each once, in their language.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { isRefusedForGood } from '../../../kernel/mail/mailer.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById, type Account } from '../../identity/index.ts';
import { oversightTexts } from '../oversight-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'oversight.tell-affected' };
const portion = 100;

/**
 * Goes on where it was when it was killed: the mail is kept by its key before it is sent, and the person is marked after that.
 * A mail that the server refuses stops nobody else's; the job is repeated for it, unless it is refused for good.
 * @throws Error when somebody could not be told
 */
export async function tellAffected(app: App, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['subject']);
  let failed = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const seen = after;
    const persons = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('oversight.incident_person')
        .select('account_id')
        .where('incident_id', '=', id)
        .where('told_at', 'is', null)
        .where('account_id', '>', seen)
        .orderBy('account_id')
        .limit(portion)
        .execute(),
    );
    for (const { account_id: person } of persons) {
      try {
        await tell(app, id, person);
      } catch (error) {
        failed++;
        app.log.warn({ err: error, incident: id }, 'A person affected by a breach could not be told yet');
      }
    }
    if (persons.length < portion) break;
    after = persons.at(-1)?.account_id ?? after;
  }
  if (failed > 0) throw new Error(`${failed} persons could not be told yet`);
}

async function tell(app: App, id: string, person: string): Promise<void> {
  const account = await accountById(app, person);
  const how = !account ? 'gone' : (await mailed(app, id, account)) ? 'mail' : 'account';
  await impersonal(app, 'show-nobody', (db) =>
    db
      .updateTable('oversight.incident_person')
      .set({ told_at: app.clock.now(), told_how: how })
      .where('incident_id', '=', id)
      .where('account_id', '=', person)
      .where('told_at', 'is', null)
      .execute(),
  );
}

/** @returns false where no mail can come to: no address, or one that the server refuses for good. @throws while it may come later */
async function mailed(app: App, id: string, account: Account): Promise<boolean> {
  if (account.email === undefined || !isMailAddress(account.email)) return false;
  try {
    await mailTo(app, id, account, account.email);
    return true;
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    app.log.warn(
      { err: error, incident: id },
      'No mail comes to a person affected by a breach: it stands in the account',
    );
    return false;
  }
}

/** Says that there is something to read; never what, since mail can be read on the way. */
async function mailTo(
  app: App,
  id: string,
  { id: account, name, language }: Account,
  to: string,
): Promise<void> {
  const t = oversightTexts(language);
  const key = `incident/${id}/${account}`;
  const text = mailText(app, language, [
    mailGreeting(language, name),
    t('mail.breach.text'),
    t('mail.open', { url: `${app.config.baseUrl}/konto/zugriffe/vorfaelle` }),
  ]);
  await transact(app, programme, async (tx) => {
    const message = { key, to, account, subject: t('mail.breach.subject'), text, language };
    if (!(await app.mailer.keep(tx.db, message))) return tx.recordAccess();
    await tx.recordAccess({ kind: 'read', subject: account, fields: ['name', 'email'], purpose: 'breach' });
  });
  await app.mailer.deliver(key);
}
