// Durations of definitions in words.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';

/** `P10Y` as "10 Jahre". */
export function durationText(duration: string, language: Language): string {
  const t = catalogueTexts(language);
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? [];
  return [
    ...(years ? [t('time.years', { count: Number(years) })] : []),
    ...(months ? [t('time.months', { count: Number(months) })] : []),
    ...(days ? [t('time.days', { count: Number(days) })] : []),
  ].join(' ');
}

/** How long data is kept and what happens then: «10 Jahre nach dem Abschluss, danach gelöscht.» */
export function retentionText({ purpose }: ServiceDefinition, language: Language): string {
  const { after, keep, then } = purpose.retention;
  const ends = after === 'expired' ? 'service.retentionExpired' : 'service.retention';
  return catalogueTexts(language)(`${ends}.${then}`, { time: durationText(keep, language) });
}
