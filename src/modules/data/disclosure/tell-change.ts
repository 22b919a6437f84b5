// data.tell-disclosure: what the counter has changed, and every lifting, is told to the person by mail, so that nobody lifts a block in their name unnoticed.
import type { App } from '../../../kernel/app.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { disclosureTexts } from './disclosure-texts.ts';

/** One mail for each change, however often the job runs; none for a block that the person has set themselves. */
export async function tellChange(app: App, payload: Record<string, unknown>): Promise<void> {
  const { block, at } = (payload['data'] ?? {}) as { block?: string; at?: string };
  const blocked = payload['type'] === 'disclosure.blocked';
  if ((blocked && at !== 'counter') || block === undefined) return;
  const account = await accountById(app, String(payload['subject']));
  if (!account) return;
  const words = blocked ? 'blocked' : 'unblocked';
  await sendNotice(app, 'data.tell-disclosure', {
    key: `disclosure/${block}/${words}`,
    kind: 'disclosure',
    to: account,
    words: (language) => {
      const t = disclosureTexts(language);
      return {
        subject: t(`mail.${words}.subject`),
        paragraphs: [
          t(at === 'counter' ? `mail.${words}.text` : 'mail.unblockedOnline.text'),
          t('mail.open', { url: `${app.config.baseUrl}/konto/bekanntgabe` }),
        ],
      };
    },
    use: { purpose: 'disclosure-block' },
  });
}
