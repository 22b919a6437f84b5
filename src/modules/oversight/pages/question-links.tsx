// What this module adds to the list of accesses: a question about each row, the list of one's questions, and breaches.
import type { AccessAddition } from '../../data/index.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { askAddress } from './entry-numbers.ts';

export const questionLinks: AccessAddition = (_app, language) => {
  const t = oversightTexts(language);
  return Promise.resolve({
    act: (ids, at) => (
      <a href={askAddress(ids)}>
        {t('ask.link')}
        <span class="ds-sr-only"> {formatDateTime(at, language, 'long')}</span>
      </a>
    ),
    below: (
      <p key="questions">
        <a href="/konto/zugriffe/fragen">{t('own.title')}</a>
        <br />
        <a href="/konto/zugriffe/vorfaelle">{t('breach.own')}</a>
      </p>
    ),
  });
};
