// When something falls due, in words: the rule, and how its day was reckoned. Duties and the guides of life events share them.
import { weekday, type Due } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDate } from '../../../ui/index.ts';
import { holidayName } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { DueText } from '../definitions/due-schema.ts';

/** The rule: «innert 14 Tagen», «jedes Jahr am 31. März». */
export function ruleText(due: DueText, language: Language): string {
  const t = catalogueTexts(language);
  // A leap year, so that every day of a year exists.
  const dayOfYear = ({ month, day }: { month: number; day: number }) =>
    formatDate({ year: 2028, month, day }, language, 'day');
  if ('open' in due) return t(`due.open.${due.open}`);
  if ('after' in due)
    return due.months === undefined
      ? t('due.afterDays', { count: due.days ?? 0 })
      : t('due.afterMonths', { count: due.months });
  if ('before' in due)
    return due.months === undefined
      ? t('due.beforeDays', { count: due.days ?? 0 })
      : t('due.beforeMonths', { count: due.months });
  if ('yearly' in due) {
    if (due.yearly.month === 2 && due.yearly.day > 28) return t('due.endOfFebruary');
    const day = dayOfYear(due.yearly);
    return t(due.yearly.forYearBefore ? 'due.yearlyForYearBefore' : 'due.yearly', { day });
  }
  if ('afterEndOf' in due)
    return t(due.afterEndOf === 'month' ? 'due.afterMonth' : 'due.afterQuarter', { count: due.days });
  if ('age' in due) return t('due.age', { years: due.years, day: dayOfYear(due) });
  return t('due.every', { years: due.years.join(', ') });
}

/** What has a rule: a duty, or a step with its own. */
interface Ruled {
  due: DueText;
  /** The law that says what weekends and holidays do to the day. */
  rollBasis?: string;
}

/**
 * How the day came about: by which rule, from which date, and what weekend or holiday did to it.
 * @param from the date that it counts from; undefined for what comes again by itself
 */
export function reckoning(
  app: App,
  rule: Ruled,
  due: Due,
  from: string | undefined,
  language: Language,
): string {
  const t = catalogueTexts(language);
  const words = { rule: ruleText(rule.due, language), nominal: formatDate(due.nominal, language) };
  const counted =
    from === undefined
      ? t('due.recurring', words)
      : t('due.from', { from: formatDate(from, language), ...words });
  return [counted, shifted(app, rule, due, language)].filter((each) => each !== '').join(' ');
}

/** What weekend or holiday did to the day; nothing where it stayed. */
export function shifted(app: App, { rollBasis }: Ruled, { day, nominal }: Due, language: Language): string {
  if (day === nominal) return '';
  const t = catalogueTexts(language);
  const why =
    holidayName(app, nominal, language) ?? t(weekday(nominal) === 6 ? 'due.saturday' : 'due.sunday');
  const moved = { why, nominal: formatDate(nominal, language), day: formatDate(day, language, 'weekday') };
  const said = t(day > nominal ? 'due.next' : 'due.previous', moved);
  return rollBasis === undefined ? said : `${said} ${t('due.rollBasis', { law: rollBasis })}`;
}
