// What a person affected by a breach is told, in plain words and in their language.
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { fieldText } from './access-words.ts';
import type { IncidentValues } from './incident.ts';

/** What the notice says of one person. */
export interface NoticedUses {
  fields: readonly string[];
  uses: number;
  firstAt: Date;
  lastAt: Date;
}

/**
 * Plain text; blank lines part paragraphs. Says nothing of who it was, nor of others.
 * @param of name of the one affected, for whoever acts for them; absent: for themselves
 */
export function noticeText(
  { fields, uses, firstAt, lastAt }: NoticedUses,
  advice: IncidentValues['advice'],
  language: Language,
  of?: string,
): string {
  const t = oversightTexts(language);
  const at = (instant: Date) => formatDateTime(instant, language, 'long');
  return [
    of === undefined ? t('breach.notice.what') : t('breach.notice.whatFor', { name: of }),
    uses === 1 || at(firstAt) === at(lastAt)
      ? t('breach.notice.once', { at: at(firstAt) })
      : t('breach.notice.when', { uses, from: at(firstAt), until: at(lastAt) }),
    t('breach.notice.fields', { fields: fields.map((each) => fieldText(each, language)).join(', ') }),
    ...(advice[language] === undefined ? [] : [advice[language]]),
    t('breach.notice.do'),
    t(of === undefined ? 'breach.notice.ask' : 'breach.notice.askFor'),
  ].join('\n\n');
}
