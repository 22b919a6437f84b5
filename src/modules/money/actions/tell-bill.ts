// money.tell: a mail about a reminder or a refund; never the amount, since mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { moneyTexts } from '../money-texts.ts';
import { billById } from '../queries/bills.ts';

/** At most one mail for each event, however often the job runs. */
export async function tellBill(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = payload['type'];
  const subject = String(payload['subject']);
  const words = type === 'bill.reminded' ? 'reminder' : 'refund';
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  if (type === 'relief.done' && data['kind'] !== 'refund') return;
  const found = await impersonal(app, 'show-nobody', async (db) => {
    const relief =
      type === 'relief.done'
        ? await db.selectFrom('money.relief').select('bill_id').where('id', '=', subject).executeTakeFirst()
        : undefined;
    return billById(db, relief?.bill_id ?? subject);
  });
  const account = found && (await accountById(app, found.accountId));
  if (!account) return;
  await sendNotice(app, 'money.tell', {
    key: `${String(type)}/${subject}/${String(data['level'] ?? '')}`,
    kind: 'case',
    to: account,
    language: found.language,
    words: (language) => {
      const t = moneyTexts(language);
      return {
        subject: t(`mail.${words}.subject`),
        paragraphs: [
          t(`mail.${words}.text`),
          t('mail.open', { url: `${app.config.baseUrl}/faelle/${found.caseRef}#rechnung` }),
        ],
      };
    },
    use: { purpose: 'money', caseRef: found.caseRef },
  });
}
