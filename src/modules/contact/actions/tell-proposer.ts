// contact.tell: once all values of a proposal are decided, a mail to whoever wanted it; never what was decided, since mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { keepNotice } from '../../notifications/index.ts';
import { contactTexts } from '../contact-texts.ts';

const task = 'contact.tell';

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
  const language = account?.language ?? asLanguage(row.language) ?? 'de';
  const to = account ?? { id: undefined, name: undefined, email: row.email ?? undefined, language };
  await transact(app, { kind: 'programme', task }, async (tx) => {
    await tx.db.updateTable('contact.proposal').set({ email: null }).where('id', '=', id).execute();
    await keepNotice(tx, {
      key: `proposal.decided/${id}`,
      kind: 'directory',
      to,
      words: (each) => {
        const t = contactTexts(each);
        return {
          subject: t('mail.subject'),
          paragraphs: [t('mail.text'), t('mail.open', { url: `${app.config.baseUrl}/korrektur/${id}` })],
        };
      },
      use: { purpose: 'directory' },
    });
  });
}
