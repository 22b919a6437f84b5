// dialogue.announce-draft: tells someone by mail that what they began will be removed soon.
import type { App } from '../../../kernel/app.ts';
import { formatDate, swissDay } from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountById } from '../../identity/index.ts';
import { formAddress } from '../../intake/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { languageOf } from './language-of.ts';

/** At most one mail for each draft and day of removal, however often the job runs. */
export async function announceDraft(app: App, payload: Record<string, unknown>): Promise<void> {
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  const owner = await accountById(app, String(data['owner']));
  if (!owner) return;
  const serviceId = String(data['service']);
  const expiresAt = new Date(String(data['expiresAt']));
  await sendNotice(app, 'dialogue.announce-draft', {
    key: `draft/${String(payload['subject'])}/${expiresAt.toISOString()}`,
    kind: 'draft',
    to: owner,
    ...languageOf(data),
    words: (language) => {
      const t = dialogueTexts(language);
      const service = serviceTitle(app, serviceId, language);
      const date = formatDate(swissDay(expiresAt), language);
      return {
        subject: t('mail.draft.subject', { service }),
        paragraphs: [
          t('mail.draft.body', { service, date }),
          t('mail.draft.open', { url: `${app.config.baseUrl}${formAddress(serviceId)}` }),
        ],
      };
    },
    use: { purpose: `draft-reminder|${serviceId}` },
  });
}
