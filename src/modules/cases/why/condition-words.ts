// Conditions of the policy in plain words, for pages and the API.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { dataTexts } from '../../data/index.ts';
import { policyOf, type Certificate, type Condition, type Decision } from '../../policy/index.ts';
import { caseTexts } from '../case-texts.ts';

const lists = new Map<Language, Intl.ListFormat>();
function anyOf(language: Language, parts: readonly string[]): string {
  let list = lists.get(language);
  if (!list) lists.set(language, (list = new Intl.ListFormat(`${language}-CH`, { type: 'disjunction' })));
  return list.format(parts);
}

/** «Das Geschäft gehört Ihrer Stelle»; for a certificate also until when, as far as that was looked up. */
export function conditionText(
  app: App,
  language: Language,
  condition: Condition,
  certificates: readonly Certificate[] = [],
): string {
  const t = caseTexts(language);
  if (condition.kind === 'emergency') return t('why.emergencyOpen');
  if (condition.kind === 'unconcerned') return t('why.unconcerned');
  if (condition.kind === 'certificate') {
    const text = t('why.certificate', { name: certificateName(app, condition.wanted, language) });
    return `${text} (${certificateState(app, language, condition.wanted, certificates)})`;
  }
  return t(`why.${condition.kind}`, { wanted: wantedText(language, condition) });
}

function wantedText(
  language: Language,
  condition: Exclude<Condition, { kind: 'certificate' | 'emergency' | 'unconcerned' }>,
): string {
  const t = caseTexts(language);
  const wanted =
    condition.kind === 'role'
      ? condition.wanted.map((role) => dataTexts(language)(`role.${role}`))
      : condition.kind === 'unit'
        ? condition.wanted.map((unit) => t(`why.unit.${unit}`))
        : condition.wanted.map((each) => t(`why.assignment.${each}`));
  return anyOf(language, wanted);
}

export const certificateName = (app: App, id: string, language: Language): string =>
  policyOf.of(app).certificates[id]?.name[language] ?? id;

function certificateState(
  app: App,
  language: Language,
  id: string,
  certificates: readonly Certificate[],
): string {
  const t = caseTexts(language);
  const held = certificates.find((each) => each.id === id);
  if (!held) return t('why.certificate.none');
  const until = formatDateTime(held.validUntil, language, 'long');
  return t(held.validUntil > app.clock.now() ? 'why.certificate.until' : 'why.certificate.since', { until });
}

/** What is missing, as the end of «Es fehlt: …». */
export function missingText(
  app: App,
  language: Language,
  { because }: Decision,
  certificates: readonly Certificate[] = [],
): string {
  const t = caseTexts(language);
  const missing = because.filter(({ holds }) => !holds);
  if (missing.length === 0) return t('missing.rule');
  return missing
    .map((condition) => {
      if (condition.kind === 'emergency' || condition.kind === 'unconcerned')
        return t(`missing.${condition.kind}`);
      if (condition.kind === 'unit') return t('missing.unit');
      if (condition.kind !== 'certificate')
        return t(`missing.${condition.kind}`, { wanted: wantedText(language, condition) });
      return t('missing.certificate', {
        name: certificateName(app, condition.wanted, language),
        state: certificateState(app, language, condition.wanted, certificates),
      });
    })
    .join(', ');
}
