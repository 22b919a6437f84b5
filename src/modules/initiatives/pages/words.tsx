// Initiatives in words: phase, both opinions, figures with their unit, verdicts, and how one stands in a list.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { MeasureUnit, Reading } from '../../../kernel/measure.ts';
import {
  Quiet,
  State,
  formatDate,
  formatMoney,
  formatNumber,
  formatPercent,
  swissDay,
  type RowItem,
  type Tone,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { titleOf, type Initiative, type Light, type Side } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { measureById, measureTitle } from '../measures/registry.ts';
import { serviceName } from '../facets.ts';
import type { ObstacleState } from '../obstacle.ts';
import type { Hypothesis, KeptVerdict } from '../queries/hypotheses.ts';
import type { Verdict } from '../verdict.ts';

export const initiativeHref = ({ id }: { id: string }): string => `/vorhaben/${id}`;
export const obstacleHref = ({ id }: { id: string }): string => `/huerden/${id}`;

export const shownTitle = (initiative: Pick<Initiative, 'texts'>, language: Language): string =>
  titleOf(initiative, language) ?? initiativesTexts(language)('desk.untitled');

const tones: Record<Light, Tone> = { well: 'success', danger: 'warning', stuck: 'danger' };

/** Whose opinion it is stands in the words: two signs beside each other must not be taken for one. */
export function LightState(props: { side: Side; light: Light | null; language: Language }): VNode {
  const { side, light, language } = props;
  const t = initiativesTexts(language);
  return (
    <State tone={light ? tones[light] : 'neutral'}>
      {t(`side.${side}`)}: {light ? t(`light.${light}`) : t('light.none')}
    </State>
  );
}

export function initiativeRow(app: App, initiative: Initiative, language: Language): RowItem {
  const t = initiativesTexts(language);
  const { goal } = initiative.texts[language];
  return {
    when: t(`phase.${initiative.phase}`),
    title: shownTitle(initiative, language),
    href: initiativeHref(initiative),
    text: goal,
    children: (
      <>
        <Quiet>
          {t('list.changed', {
            unit: initiative.unit === '' ? t('desk.noUnit') : unitName(app, initiative.unit, language),
            day: formatDate(swissDay(initiative.changedAt), language),
          })}
        </Quiet>
        <Lights initiative={initiative} language={language} />
      </>
    ),
  };
}

export function Lights({ initiative, language }: { initiative: Initiative; language: Language }): VNode {
  return (
    <>
      <p class="small">
        <LightState side="owner" light={initiative.ownerLight} language={language} />
      </p>
      <p class="small">
        <LightState side="hub" light={initiative.hubLight} language={language} />
      </p>
    </>
  );
}

/** A figure with its unit: "86 %", "2,5 Arbeitstage", "31". */
export function figureText(value: number, unit: MeasureUnit, language: Language): string {
  const t = initiativesTexts(language);
  const rounded = Math.round(value * 10) / 10;
  const number = formatNumber(rounded, language);
  switch (unit) {
    case 'share':
      return formatPercent(Math.round(value * 1000) / 10, language);
    case 'working-days':
      return t('unit.workingDays', { number, count: rounded });
    case 'hours':
      return t('unit.hours', { number, count: rounded });
    case 'average':
    case 'count':
      return number;
  }
}

export function readingText(reading: Reading, unit: MeasureUnit, language: Language): string {
  return reading.value === null
    ? initiativesTexts(language)('figure.none')
    : figureText(reading.value, unit, language);
}

/** When it was taken, on how much it rests, and from when on it counts. */
export function sourceText(
  { at, sample, since }: Pick<Reading, 'at' | 'sample' | 'since'>,
  language: Language,
): string {
  const t = initiativesTexts(language);
  return [
    t('figure.at', { day: formatDate(swissDay(at), language) }),
    ...(since ? [t('figure.since', { day: formatDate(swissDay(since), language) })] : []),
    ...(sample === null ? [] : [t('figure.sample', { number: formatNumber(sample, language) })]),
  ].join(', ');
}

/** What is promised about what: the measure, and the service where it is about one. */
export function promisedWhat(
  app: App,
  { measure, service }: Pick<Hypothesis, 'measure' | 'service'>,
  language: Language,
): string {
  const title = measureTitle(app, measure, language);
  return service === '' ? title : `${title}: ${serviceName(app, service, language)}`;
}

export const unitOfMeasure = (app: App, measure: string): MeasureUnit =>
  measureById(app, measure)?.unit ?? 'average';

const verdictTones: Record<Verdict, Tone> = {
  reached: 'success',
  'on-the-way': 'info',
  'not-reached': 'warning',
  'not-enough-data': 'neutral',
};

export function VerdictState({
  verdict,
  language,
}: {
  verdict: Pick<KeptVerdict, 'verdict' | 'final'>;
  language: Language;
}): VNode {
  return <State tone={verdictTones[verdict.verdict]}>{verdictText(verdict, language)}</State>;
}

export const verdictText = (
  { verdict, final }: Pick<KeptVerdict, 'verdict' | 'final'>,
  language: Language,
): string => initiativesTexts(language)(`verdict.${verdict}${final ? '.final' : ''}`);

const stateTones: Record<ObstacleState, Tone> = {
  found: 'warning',
  proposed: 'info',
  'under-way': 'info',
  solved: 'success',
  refused: 'neutral',
};

export const ObstacleSign = ({ state, language }: { state: ObstacleState; language: Language }): VNode => (
  <State tone={stateTones[state]}>{initiativesTexts(language)(`obstacle.state.${state}`)}</State>
);

/** Rappen as people read them. */
export const moneyText = (rappen: number, language: Language): string => formatMoney(rappen / 100, language);

/** `SG 153.260, § 9`, as far as it is known. */
export const articleText = (each: { act: string; number: string; article: string }): string =>
  [each.act, ...(each.number === '' ? [] : [`(${each.number})`]), each.article]
    .filter((part) => part !== '')
    .join(' ');
