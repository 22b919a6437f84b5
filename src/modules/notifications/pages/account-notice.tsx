// At the next visit of the account: nothing reaches the mail address, and where to see what was to be said.
import type { VNode } from 'preact';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { MoreLink, Notice } from '../../../ui/index.ts';
import { deadSince } from '../dead-addresses.ts';
import { notificationsTexts } from '../notifications-texts.ts';

/** null where mails arrive, as far as we know */
export async function undeliverableNotice(
  app: App,
  { email }: PersonActor,
  language: Language,
): Promise<VNode | null> {
  if (email === undefined || !(await deadSince(app, app.db, email))) return null;
  const t = notificationsTexts(language);
  return (
    <Notice tone="danger" title={t('dead.title')}>
      <p>{t('dead.short', { address: email })}</p>
      <p>
        <MoreLink label={t('dead.open')} href="/konto/benachrichtigungen" />
      </p>
    </Notice>
  );
}
