// reports.tell-unit: a report that is open again, or an answer to a question, reaches whoever works on it, and else their unit.
import type { App } from '../../../kernel/app.ts';
import { accountById, accountsOfUnit } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { rolesMay } from '../../policy/index.ts';
import { reportsTexts } from '../reports-texts.ts';

const task = 'reports.tell-unit';

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
  for (const account of told) {
    const words = mails[type];
    // Staff at work are not persons whose data is looked at: their address at work is their unit's.
    await sendNotice(app, task, {
      key: `report/${id}/${words}/${step}/${account.id}`,
      kind: 'work',
      to: account,
      words: (language) => {
        const t = reportsTexts(language);
        return {
          subject: t(`mail.${words}.subject`, { number: id }),
          paragraphs: [
            t(`mail.${words}.text`, { number: id }),
            t('mail.open', { url: `${app.config.baseUrl}/meldungen/bearbeiten/${id}` }),
          ],
        };
      },
    });
  }
}
