// archive.tell: says by mail that a case will be deleted, until when it can be looked at, and nothing of what stands in it.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { formatDate } from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountById } from '../../identity/index.ts';
import { archiveTexts } from '../archive-texts.ts';
import { earliestDay } from '../earliest-day.ts';

const programme = { kind: 'programme', task: 'archive.tell' } as const;

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
  if (!ending || owner?.email === undefined || !isMailAddress(owner.email)) return;
  const { email: to, language, id: account } = owner;
  const t = archiveTexts(language);
  const service = serviceTitle(app, ending.service_id, language);
  // As the other mails about the case: it goes with them.
  const key = `case/${ref}/ending/${dayInSwitzerland(ending.announced_at)}`;
  const day = earliestDay(app, { due: ending.due, announcedAt: ending.announced_at });
  const text = mailText(app, language, [
    mailGreeting(language, owner.name),
    t('mail.text', { service, ref, day: formatDate(day, language) }),
    t('mail.open', { url: `${app.config.baseUrl}/konto/loeschungen` }),
  ]);
  await transact(app, programme, async (tx) => {
    const message = { key, to, account, subject: t('mail.subject', { service }), text, language };
    if (!(await app.mailer.keep(tx.db, message))) return tx.recordAccess();
    await tx.recordAccess({
      kind: 'read',
      subject: account,
      fields: ['name', 'email'],
      purpose: `deletion|${ending.service_id}`,
      caseRef: ref,
    });
  });
  await app.mailer.deliver(key);
}
