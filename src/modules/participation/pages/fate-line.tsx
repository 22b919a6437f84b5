// What became of a contribution, below it: state, reason, who says so and when, and where it can be seen.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { PlainText, Quiet, State, formatDate, swissDay, words, type Tone } from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import type { Fate } from '../moderation-rules.ts';
import { participationTexts } from '../participation-texts.ts';
import type { PublishedContribution } from '../queries/published.ts';

const tones: Record<Fate, Tone> = { taken: 'success', partly: 'info', not: 'warning' };

export type Fated = Pick<PublishedContribution, 'fate' | 'reason' | 'link' | 'unit' | 'decidedAt'> &
  Partial<Pick<PublishedContribution, 'wording' | 'version' | 'language'>>;

export function FateLine({
  request,
  item,
  process,
}: {
  request: Request;
  item: Fated;
  process: string;
}): VNode | null {
  const { app, language } = request;
  const { fate, reason, link, unit, decidedAt, wording, version } = item;
  if (fate === null || decidedAt === null) return null;
  const t = participationTexts(language);
  return (
    <>
      <p>
        <State tone={tones[fate]}>{t(`fate.${fate}`)}</State> {words(reason ?? '')}
        {link ? (
          <>
            {' '}
            <a href={link}>{t('fate.see')}</a>
          </>
        ) : null}
      </p>
      {wording ? (
        <>
          <Quiet>{t('fate.wording')}</Quiet>
          <PlainText text={wording} lang={item.language} breaks />
        </>
      ) : null}
      {version === null || version === undefined ? null : (
        <p>
          <a href={`/mitreden/${process}/fassungen?bis=${version}`}>{t('fate.version')}</a>
        </p>
      )}
      <Quiet>
        {unitName(app, unit ?? '', language)}, {formatDate(swissDay(decidedAt), language)}
      </Quiet>
    </>
  );
}
