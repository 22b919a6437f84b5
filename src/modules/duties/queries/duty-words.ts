// A duty in words: when it falls due, how that day was reckoned, and why it concerns somebody.
import { weekday } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDate } from '../../../ui/index.ts';
import { offerById } from '../../catalogue/index.ts';
import { holidayName } from '../../organisation/index.ts';
import { dutiesTexts } from '../duties-texts.ts';
import { datesOf, type Duty } from '../load-duties.ts';
import { dutiesOf, type Facts, type OwnDuty } from './duties.ts';

/** The rule: «14 Tage danach», «jedes Jahr am 31. März». */
export function ruleText({ due }: Pick<Duty, 'due'>, language: Language): string {
  const t = dutiesTexts(language);
  // A leap year, so that every day of a year exists.
  const dayOfYear = ({ month, day }: { month: number; day: number }) =>
    formatDate({ year: 2028, month, day }, language, 'day');
  if ('open' in due) return t(`open.${due.open}`);
  if ('after' in due)
    return due.months === undefined
      ? t('rule.afterDays', { count: due.days ?? 0 })
      : t('rule.afterMonths', { count: due.months });
  if ('before' in due)
    return due.months === undefined
      ? t('rule.beforeDays', { count: due.days ?? 0 })
      : t('rule.beforeMonths', { count: due.months });
  if ('yearly' in due)
    return due.yearly.month === 2 && due.yearly.day > 28
      ? t('rule.endOfFebruary')
      : t('rule.yearly', { day: dayOfYear(due.yearly) });
  if ('afterEndOf' in due)
    return t(due.afterEndOf === 'month' ? 'rule.afterMonth' : 'rule.afterQuarter', { count: due.days });
  if ('age' in due) return t('rule.age', { years: due.years, day: dayOfYear(due) });
  return t('rule.every', { years: due.years.join(', ') });
}

/** When, in a few words: the day, or why there is none. */
export function dueText({ duty, due }: Pick<OwnDuty, 'duty' | 'due'>, language: Language): string {
  if (due) return formatDate(due.day, language);
  return 'open' in duty.due ? ruleText(duty, language) : dutiesTexts(language)('dateMissing');
}

/** How the day came about: from which date, by which rule, and what weekend or holiday did to it. */
export function reckoning(app: App, { duty, due }: OwnDuty, facts: Facts, language: Language): string {
  const t = dutiesTexts(language);
  if (!due) return '';
  const [from] = datesOf(duty.due).map((name) => (Object.hasOwn(facts, name) ? facts[name] : undefined));
  const rule = ruleText(duty, language);
  const nominal = formatDate(due.nominal, language);
  const counted =
    typeof from === 'string'
      ? t('reckoned.from', { from: formatDate(from, language), rule, nominal })
      : t('reckoned.recurring', { rule, nominal });
  if (due.day === due.nominal) return counted;
  const holiday =
    holidayName(app, due.nominal, language) ?? t(weekday(due.nominal) === 6 ? 'saturday' : 'sunday');
  return `${counted} ${t(due.day > due.nominal ? 'reckoned.next' : 'reckoned.previous', {
    why: holiday,
    day: formatDate(due.day, language, 'weekday'),
  })}`;
}

/** «Grund: Ich habe einen Hund.»; stated or known from a register. */
export function becauseText(app: App, { because }: Pick<OwnDuty, 'because'>, language: Language): string {
  const labels = dutiesOf
    .of(app)
    .facts.filter(({ id }) => because.includes(id))
    .map(({ label }) => label[language]);
  return labels.length === 0 ? '' : dutiesTexts(language)('because', { facts: labels.join('; ') });
}

/** Everything that explains a duty, as one text. */
export const whyText = (app: App, own: OwnDuty, facts: Facts, language: Language): string =>
  [own.duty.text[language], becauseText(app, own, language), reckoning(app, own, facts, language)]
    .filter((each) => each !== '')
    .join(' ');

/** The service that fulfils it; undefined where it is fulfilled elsewhere. */
export function serviceOf(app: App, { service }: Pick<Duty, 'service'>, language: Language) {
  const offer = service === undefined ? undefined : offerById(app, service);
  return (
    offer && {
      id: offer.id,
      title: offer.title[language],
      online: offer.online,
      href: `/leistungen/${offer.id}`,
    }
  );
}
