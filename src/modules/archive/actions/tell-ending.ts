// archive.tell: says by mail that a case will be deleted, until when it can be looked at, and nothing of what stands in it.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { formatDate } from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { archiveTexts } from '../archive-texts.ts';
import { earliestDay } from '../earliest-day.ts';

/**
 * One mail for each announcement, however often the job runs. Without an address it stands in the account alone. A case
 * that is overdue goes `announceDays` after it was announced: that day is named, not one that is past.
 */
export async function tellEnding(app: App, payload: Record<string, unknown>): Promise<void> {
  const ref = String(payload['subject']);
  const ending = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('archive.ending')
      .select(['owner_id', 'service_id', 'due', 'announced_at'])
      .where('case_ref', '=', ref)
      .executeTakeFirst(),
  );
  const owner = ending && (await accountById(app, ending.owner_id));
  if (!ending || !owner) return;
  const day = earliestDay(app, { due: ending.due, announcedAt: ending.announced_at });
  await sendNotice(app, 'archive.tell', {
    // As the other mails about the case: it goes with them.
    key: `case/${ref}/ending/${dayInSwitzerland(ending.announced_at)}`,
    kind: 'deletion',
    to: owner,
    words: (language) => {
      const t = archiveTexts(language);
      const service = serviceTitle(app, ending.service_id, language);
      return {
        subject: t('mail.subject', { service }),
        paragraphs: [
          t('mail.text', { service, ref, day: formatDate(day, language) }),
          t('mail.open', { url: `${app.config.baseUrl}/konto/loeschungen` }),
        ],
      };
    },
    use: { purpose: `deletion|${ending.service_id}`, caseRef: ref },
  });
}
