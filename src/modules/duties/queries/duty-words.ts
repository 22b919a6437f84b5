// A duty in words: when it falls due, how that day was reckoned, and why it concerns somebody.
import type { Facts } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDate } from '../../../ui/index.ts';
import { datesOf, dutiesOf, offerById, reckoning, ruleText, type Duty } from '../../catalogue/index.ts';
import { dutiesTexts } from '../duties-texts.ts';
import type { OwnDuty } from './duties.ts';

/** When, in a few words: the day, or why there is none. */
export function dueText({ duty, due }: Pick<OwnDuty, 'duty' | 'due'>, language: Language): string {
  if (due) return formatDate(due.day, language);
  return 'open' in duty.due ? ruleText(duty.due, language) : dutiesTexts(language)('dateMissing');
}

/** How the day came about; nothing where there is none. */
export function howReckoned(app: App, { duty, due }: OwnDuty, facts: Facts, language: Language): string {
  if (!due) return '';
  const [from] = datesOf(duty).map((name) => (Object.hasOwn(facts, name) ? facts[name] : undefined));
  return reckoning(app, duty, due, typeof from === 'string' ? from : undefined, language);
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
  [own.duty.text[language], becauseText(app, own, language), howReckoned(app, own, facts, language)]
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
