// data.tell-disclosure: what the counter has changed, and every lifting, is told to the person by mail, so that nobody lifts a block in their name unnoticed.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { disclosureTexts } from './disclosure-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'data.tell-disclosure' };

/** One mail for each change, however often the job runs; none for a block that the person has set themselves. */
export async function tellChange(app: App, payload: Record<string, unknown>): Promise<void> {
  const { block, at } = (payload['data'] ?? {}) as { block?: string; at?: string };
  const blocked = payload['type'] === 'disclosure.blocked';
  if ((blocked && at !== 'counter') || block === undefined) return;
  const account = await accountById(app, String(payload['subject']));
  if (!account?.email || !isMailAddress(account.email)) return;
  const { id, email, language, name } = account;
  const t = disclosureTexts(language);
  const words = blocked ? 'blocked' : 'unblocked';
  const key = `disclosure/${block}/${words}`;
  const text = mailText(app, language, [
    mailGreeting(language, name),
    t(at === 'counter' ? `mail.${words}.text` : 'mail.unblockedOnline.text'),
    t('mail.open', { url: `${app.config.baseUrl}/konto/bekanntgabe` }),
  ]);
  await transact(app, programme, async (tx) => {
    const message = { key, to: email, account: id, subject: t(`mail.${words}.subject`), text, language };
    if (!(await app.mailer.keep(tx.db, message))) return tx.recordAccess();
    await tx.recordAccess({
      kind: 'read',
      subject: id,
      fields: ['name', 'email'],
      purpose: 'disclosure-block',
    });
  });
  await app.mailer.deliver(key);
}
