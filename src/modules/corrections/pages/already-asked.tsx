// Instead of a second form: that a correction of this value is asked for already, by when it is decided, and where it stands.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { MoreLink, Notice, formatDate } from '../../../ui/index.ts';
import { correctionsTexts } from '../corrections-texts.ts';
import type { OpenRequest } from '../queries/requests.ts';

interface Props {
  language: Language;
  asked: OpenRequest;
  /** Account of whoever reads: what another person of the company has asked is not theirs to see. */
  reader: string;
}

export function AlreadyAsked({ language, asked, reader }: Props): VNode {
  const t = correctionsTexts(language);
  return (
    <Notice tone="info" title={t('error.CORRECTION_OPEN')}>
      <p>
        {t(asked.accountId === reader ? 'open.own' : 'open.other', { due: formatDate(asked.due, language) })}
      </p>
      {asked.accountId === reader ? (
        <p>
          <MoreLink label={t('open.link')} href={`/konto/berichtigungen#b-${asked.id}`} />
        </p>
      ) : null}
    </Notice>
  );
}
