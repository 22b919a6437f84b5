// dialogue.announce-batch: tells whoever sent a batch by mail that every line has its result; one mail in the place of one for each.
import type { App } from '../../../kernel/app.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountById } from '../../identity/index.ts';
import { batchesAddress } from '../../intake/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { languageOf } from './language-of.ts';

/** At most one mail for each batch, however often the job runs. */
export async function announceBatch(app: App, payload: Record<string, unknown>): Promise<void> {
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  const owner = await accountById(app, String(data['owner']));
  if (!owner) return;
  const serviceId = String(data['service']);
  const batch = String(payload['subject']);
  const [lines, accepted] = [Number(data['lines']), Number(data['accepted'])];
  await sendNotice(app, 'dialogue.announce-batch', {
    key: `batch/${batch}`,
    kind: 'batch',
    to: owner,
    ...languageOf(data),
    words: (language) => {
      const t = dialogueTexts(language);
      const service = serviceTitle(app, serviceId, language);
      return {
        subject: t('mail.batch.subject', { service }),
        paragraphs: [
          t('mail.batch.body', { service, lines, accepted, refused: lines - accepted }),
          t('mail.batch.open', { url: `${app.config.baseUrl}${batchesAddress}/${batch}` }),
        ],
      };
    },
    use: { purpose: `batch-finished|${serviceId}` },
  });
}
