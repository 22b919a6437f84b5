// Words of the mails to subscribers, and the headers by which mail programs unsubscribe (RFC 2369, RFC 8058).
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { formatDate } from '../../ui/index.ts';
import type { NoticeWords } from '../notifications/index.ts';
import type { Pace } from './paces.ts';
import type { KeptAnnouncement } from './queries/announcements.ts';
import { secretAddress } from './secret-addresses.ts';
import { subscriptionsTexts } from './subscriptions-texts.ts';

interface Holder {
  subscriber: string;
  generation: number;
}

export const managePath = (app: App, { subscriber, generation }: Holder): string =>
  `/abos/${secretAddress(app, 'manage', subscriber, generation)}`;

/** @param which of the subscriptions, as a query: one, those of a pace, or all (empty) */
const unsubscribeUrl = (app: App, holder: Holder, which: string): string =>
  `${app.config.baseUrl}${managePath(app, holder)}/abmelden${which}`;

/** One click is one POST without cookies or tokens; a GET shows a page with a button, since programs open links by themselves. */
export const unsubscribeHeaders = (app: App, holder: Holder, which: string): Record<string, string> => ({
  'List-Unsubscribe': `<${unsubscribeUrl(app, holder, which)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'List-Id': `<abos.${new URL(app.config.baseUrl).hostname}>`,
});

const footer = (app: App, holder: Holder, language: Language, which: string): string => {
  const t = subscriptionsTexts(language);
  return [
    t('mail.manage', { url: `${app.config.baseUrl}${managePath(app, holder)}` }),
    t('mail.unsubscribe', { url: unsubscribeUrl(app, holder, which) }),
  ].join('\n');
};

export function announcementWords(
  app: App,
  holder: Holder,
  { title, text, path }: KeptAnnouncement,
  language: Language,
  which: string,
): NoticeWords {
  return {
    subject: title[language],
    paragraphs: [
      `${title[language]}\n${text[language]}`,
      `${app.config.baseUrl}${path}`,
      footer(app, holder, language, which),
    ],
  };
}

export function digestWords(
  app: App,
  holder: Holder,
  about: {
    announcements: readonly KeptAnnouncement[];
    count: number;
    day: string;
    pace: Exclude<Pace, 'now'>;
  },
  language: Language,
  which: string,
): NoticeWords {
  const t = subscriptionsTexts(language);
  const { announcements, count, day, pace } = about;
  const more = count - announcements.length;
  return {
    subject: t(`mail.${pace}.subject`, { day: formatDate(day, language) }),
    paragraphs: [
      t('mail.digest.lead', { count }),
      ...announcements.map(
        ({ title, text, path }) => `${title[language]}\n${text[language]}\n${app.config.baseUrl}${path}`,
      ),
      ...(more > 0 ? [t('mail.digest.more', { count: more })] : []),
      footer(app, holder, language, which),
    ],
  };
}
