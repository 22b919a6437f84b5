// All warnings that stood on all pages: what they said, from when until when, set and ended by whom.
import type { Request } from '../../../kernel/http/route.ts';
import { Band, EmptyState, MoreLink, Rows, State, formatDateTime } from '../../../ui/index.ts';
import { toneOf } from '../banner/banner-bar.tsx';
import { bannerLog, type LoggedBanner } from '../banner/banner-log.ts';
import { newsTexts } from '../news-texts.ts';

const pageSize = 10;

/** Drawn before the page, since it asks the database. */
export async function bannerLogBand(request: Request, after: string | undefined) {
  const { app, language } = request;
  const t = newsTexts(language);
  const { items, next } = await bannerLog(app, pageSize, after === undefined ? undefined : Number(after));
  return (
    <Band id="protokoll" title={t('banner.log')} note={t('banner.logNote')} last>
      {items.length === 0 ? (
        <EmptyState text={t('banner.logNone')} />
      ) : (
        <Rows
          items={items.map((each) => ({
            when: formatDateTime(each.fromAt, language),
            text: each.texts[language],
            act: <State tone={toneOf[each.level]}>{t(`level.${each.level}`)}</State>,
            children: (
              <p class="small quiet">{`${t('banner.setBy', { name: each.setBy })} ${ended(request, each)}`}</p>
            ),
          }))}
        />
      )}
      {next === undefined ? null : (
        <MoreLink href={`/redaktion/warnung?nach=${next}#protokoll`} label={t('banner.logMore')} />
      )}
    </Band>
  );
}

function ended({ app, language }: Request, { endedAt, endedBy, untilAt }: LoggedBanner): string {
  const t = newsTexts(language);
  if (endedAt && endedBy !== null && endedBy !== '')
    return t('banner.endedBy', { at: formatDateTime(endedAt, language), name: endedBy });
  return untilAt <= app.clock.now()
    ? t('banner.endedAlone', { at: formatDateTime(untilAt, language) })
    : t('banner.standsUntil', { at: formatDateTime(untilAt, language) });
}
