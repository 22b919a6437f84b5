// The banner as it stands on every page: its level in words, what it says, until when, and where there is more.
import type { App } from '../../../kernel/app.ts';
import type { PageBar } from '../../../kernel/http/page-bar.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDateTime, type Tone } from '../../../ui/index.ts';
import { areaNames } from '../facets.ts';
import { newsTexts } from '../news-texts.ts';
import { bannerOf, type Banner, type Level } from './banner.ts';

export const toneOf: Record<Level, Tone> = { info: 'info', warning: 'warning', alarm: 'danger' };

export function bannerBar(app: App, language: Language): PageBar | undefined {
  const banner = bannerOf(app);
  return banner && { key: String(banner.id), ...bannerLook(app, banner, language) };
}

export function bannerLook(app: App, banner: Omit<Banner, 'id' | 'from'>, language: Language) {
  const t = newsTexts(language);
  const level = t(`level.${banner.level}`);
  const { areas, link, until } = banner;
  const where = areas.length > 0 ? `${t('banner.for', { areas: areaNames(app, areas) })} ` : '';
  return {
    tone: toneOf[banner.level],
    label: t('banner.region', { level }),
    live: banner.level === 'alarm' ? ('alert' as const) : ('status' as const),
    content: (
      <>
        <b>{level}:</b> {banner.texts[language]}{' '}
        {link === '' ? null : (
          <>
            <a href={link}>{t('banner.more')}</a>{' '}
          </>
        )}
        <span class="small">
          {where}
          {t('banner.until', { until: formatDateTime(until, language, 'long') })}
        </span>
      </>
    ),
  };
}
