// contact.tell: once all values of a proposal are decided, a mail to whoever wanted it; never what was decided, since mail can be read on the way.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { contactTexts } from '../contact-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'contact.tell' };

/** At most one mail for each proposal, however often the job runs. The address is forgotten with it. */
export async function tellProposer(app: App, payload: Record<string, unknown>): Promise<void> {
  const id = String(payload['subject']);
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('contact.proposal')
      .select(['email', 'language', 'account_id as account'])
      .where('id', '=', id)
      .where('open_values', '=', 0)
      .executeTakeFirst(),
  );
  if (!row) return;
  const account = row.account ? await accountById(app, row.account) : undefined;
  const to = account?.email ?? row.email;
  if (!to || !isMailAddress(to)) return;
  const language = account?.language ?? asLanguage(row.language) ?? 'de';
  const t = contactTexts(language);
  const key = `proposal.decided/${id}`;
  await transact(app, programme, async (tx) => {
    const message = {
      key,
      to,
      subject: t('mail.subject'),
      text: mailText(app, language, [
        mailGreeting(language, account?.name),
        t('mail.text'),
        t('mail.open', { url: `${app.config.baseUrl}/korrektur/${id}` }),
      ]),
      language,
      account: account?.id,
    };
    const kept = await app.mailer.keep(tx.db, message);
    await tx.db.updateTable('contact.proposal').set({ email: null }).where('id', '=', id).execute();
    await tx.recordAccess(
      ...(kept && account
        ? [{ kind: 'read' as const, subject: account.id, fields: ['name', 'email'], purpose: 'directory' }]
        : []),
    );
  });
  await app.mailer.deliver(key);
}
