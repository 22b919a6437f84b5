// The figures of a service in words, the same in the band of its page and in the table of all.
import { formatPercent } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { insightTexts } from '../insight-texts.ts';
import type { ServiceFigures } from '../queries/service-figures.ts';

export function stepsText({ effort: { steps } }: ServiceFigures, language: Language): string {
  const t = insightTexts(language);
  return steps.least === steps.most
    ? t('effort.stepsExact', { most: steps.most })
    : t('effort.stepsRange', { least: steps.least, most: steps.most });
}

/** One text for each kind of media break; none gives an empty list. */
export function breakTexts({ effort }: ServiceFigures, language: Language): string[] {
  const t = insightTexts(language);
  return effort.mediaBreaks.map(({ kind, always }) =>
    [t(`effort.break.${kind}`), ...(always ? [] : [t('effort.sometimes')])].join(', '),
  );
}

/** The same for a table, in single words. */
export function shortBreaks({ effort }: ServiceFigures, language: Language): string {
  const t = insightTexts(language);
  const words = effort.mediaBreaks.map(({ kind, always }) => {
    const what = t(`effort.short.${kind}`);
    return always ? what : t('effort.shortSometimes', { what });
  });
  return words.join(', ') || t('effort.noBreaks');
}

export function shareText({ measured, canDecideAtOnce }: ServiceFigures, language: Language): string {
  const t = insightTexts(language);
  if (!canDecideAtOnce) return t('effort.never');
  return measured ? formatPercent(measured.share * 100, language, 0) : t('effort.tooFew');
}

export function medianText({ measured }: ServiceFigures, language: Language): string {
  const t = insightTexts(language);
  if (!measured || measured.medianSeconds === null) return t('effort.tooFew');
  const { medianSeconds: seconds } = measured;
  if (seconds < 60) return t('effort.now');
  if (seconds < 3600) return t('effort.minutes', { count: Math.round(seconds / 60) });
  if (seconds < 48 * 3600) return t('effort.hours', { count: Math.round(seconds / 3600) });
  return t('effort.days', { count: Math.round(seconds / 86_400) });
}

/** How many questions a case did not ask, on average, with one decimal. */
export function notAskedText({ measured }: ServiceFigures, language: Language): string {
  const t = insightTexts(language);
  return measured
    ? t('figures.average', { number: Math.round(measured.notAsked * 10) / 10 })
    : t('effort.tooFew');
}
