// dialogue.announce-batch: tells whoever sent a batch by mail that every line has its result; one mail in the place of one for each.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { asLanguage } from '../../../kernel/i18n/texts.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { mailGreeting, mailText } from '../../../kernel/mail/mail-text.ts';
import { transact } from '../../../kernel/transaction.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountById } from '../../identity/index.ts';
import { batchesAddress } from '../../intake/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'dialogue.announce-batch' };

/** At most one mail for each batch, however often the job runs. */
export async function announceBatch(app: App, payload: Record<string, unknown>): Promise<void> {
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  const owner = await accountById(app, String(data['owner']));
  if (owner?.email === undefined || !isMailAddress(owner.email)) return;
  const email = owner.email;
  const language = asLanguage(data['language']) ?? owner.language;
  const serviceId = String(data['service']);
  const batch = String(payload['subject']);
  const [lines, accepted] = [Number(data['lines']), Number(data['accepted'])];
  const t = dialogueTexts(language);
  const service = serviceTitle(app, serviceId, language);
  const key = `batch/${batch}`;
  const text = mailText(app, language, [
    mailGreeting(language, owner.name),
    t('mail.batch.body', { service, lines, accepted, refused: lines - accepted }),
    t('mail.batch.open', { url: `${app.config.baseUrl}${batchesAddress}/${batch}` }),
  ]);
  const subject = t('mail.batch.subject', { service });
  await transact(app, programme, async (tx) => {
    const message = { key, to: email, account: owner.id, subject, text, language };
    if (!(await app.mailer.keep(tx.db, message))) return;
    await tx.recordAccess({
      kind: 'read',
      subject: owner.id,
      fields: ['name', 'email'],
      purpose: `batch-finished|${serviceId}`,
    });
  });
  await app.mailer.deliver(key);
}
