// reports.tell-unit: a report that is open again, or an answer to a question, reaches whoever works on it, and else their unit.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById, accountsOfUnit } from '../../identity/index.ts';
import { rolesMay } from '../../policy/index.ts';
import { reportsTexts } from '../reports-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'reports.tell-unit' };

const mails = { 'report.reopened': 'unitReopened', 'report.answered': 'unitAnswered' } as const;
export const unitEvents = Object.keys(mails) as (keyof typeof mails)[];

export async function tellUnit(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = unitEvents.find((each) => each === payload['type']);
  const id = String(payload['subject']);
  if (!type) return;
  const step = String((payload['data'] as Record<string, unknown> | undefined)?.['step'] ?? '');
  const report = await app.db
    .selectFrom('reports.report')
    .select(['unit', 'assignee_id as assignee'])
    .where('id', '=', Number(id))
    .executeTakeFirst();
  if (!report) return;
  const assignee = report.assignee === null ? undefined : await accountById(app, report.assignee);
  // Whoever has gone to another unit works on it no more.
  const told =
    assignee?.unit === report.unit
      ? [assignee]
      : (await accountsOfUnit(app, report.unit)).filter(({ roles }) => rolesMay(app, roles, 'reports'));
  for (const { id: account, email, name, language } of told) {
    if (!email || !isMailAddress(email)) continue;
    const t = reportsTexts(language);
    const words = mails[type];
    const key = `report/${id}/${words}/${step}/${account}`;
    const text = mailText(app, language, [
      mailGreeting(language, name),
      t(`mail.${words}.text`, { number: id }),
      t('mail.open', { url: `${app.config.baseUrl}/meldungen/bearbeiten/${id}` }),
    ]);
    await transact(app, programme, async (tx) => {
      const subject = t(`mail.${words}.subject`, { number: id });
      // Staff at work are not persons whose data is looked at: their address at work is their unit's.
      await app.mailer.keep(tx.db, { key, to: email, subject, text, language, account });
      await tx.recordAccess();
    });
    await app.mailer.deliver(key);
  }
}
