// dialogue.announce-draft: tells someone by mail that what they began will be removed soon.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { formatDate, swissDay } from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountById } from '../../identity/index.ts';
import { formAddress } from '../../intake/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'dialogue.announce-draft' };

/** At most one mail for each draft and day of removal, however often the job runs. */
export async function announceDraft(app: App, payload: Record<string, unknown>): Promise<void> {
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  const owner = await accountById(app, String(data['owner']));
  if (owner?.email === undefined || !isMailAddress(owner.email)) return;
  const email = owner.email;
  const language = asLanguage(data['language']) ?? owner.language;
  const serviceId = String(data['service']);
  const t = dialogueTexts(language);
  const expiresAt = new Date(String(data['expiresAt']));
  const service = serviceTitle(app, serviceId, language);
  const date = formatDate(swissDay(expiresAt), language);
  const key = `draft/${String(payload['subject'])}/${expiresAt.toISOString()}`;
  const text = mailText(app, language, [
    mailGreeting(language, owner.name),
    t('mail.draft.body', { service, date }),
    t('mail.draft.open', { url: `${app.config.baseUrl}${formAddress(serviceId)}` }),
  ]);
  await transact(app, programme, async (tx) => {
    const message = {
      key,
      to: email,
      account: owner.id,
      subject: t('mail.draft.subject', { service }),
      text,
      language,
    };
    if (!(await app.mailer.keep(tx.db, message))) return tx.recordAccess();
    await tx.recordAccess({
      kind: 'read',
      subject: owner.id,
      fields: ['name', 'email'],
      purpose: `draft-reminder|${serviceId}`,
    });
  });
  await app.mailer.deliver(key);
}
