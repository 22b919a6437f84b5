// The result of a budget: Equal Shares beside the most votes, how far the money reaches, and why for each project.
import type { VNode } from 'preact';
import type { Language } from '../../../../kernel/i18n/texts.ts';
import {
  Band,
  BarChart,
  Facts,
  formatNumber,
  formatPercent,
  Rows,
  State,
  Table,
  type FactItem,
} from '../../../../ui/index.ts';
import type { Election } from '../../../../voting/election.ts';
import { explain, type Explanation } from '../../../../voting/explain.ts';
import type { Outcome } from '../../../../voting/rules.ts';
import type { Tally } from '../../../../voting/tally.ts';
import { budgetTexts } from './budget-texts.ts';

export interface BudgetResult {
  election: Election;
  tally: Tally;
  /** By Equal Shares. */
  outcome: Outcome;
  /** By the most votes. */
  greedy: Outcome;
  /** By place; the id stands in where a project has no name. */
  names: readonly (string | undefined)[];
  /** As people know it: `CHF`. */
  currency: string | undefined;
}

interface Words {
  language: Language;
  t: ReturnType<typeof budgetTexts>;
  money: (value: number) => string;
  figure: (value: number) => string;
}

function wordsOf({ currency, election }: BudgetResult, language: Language): Words {
  const figure = (value: number) => formatNumber(Math.round(value * 100) / 100, language);
  return {
    language,
    t: budgetTexts(language),
    figure,
    money: (value) => {
      const whole = Number.isInteger(value) && election.unit === 1;
      const text = formatNumber(value, language, { ...(whole ? {} : { decimals: 2 }), table: true });
      return currency ? `${text} ${currency}` : text;
    },
  };
}

/** Bands of a page; they follow each other and end it. */
export function resultBands(result: BudgetResult, language: Language): VNode[] {
  const { election, tally, outcome, greedy, names } = result;
  const words = wordsOf(result, language);
  const { t, money, figure } = words;
  const explained = explain(election, tally, outcome);
  const nameOf = (place: number) => names[place] || (election.projects[place]?.id ?? '');
  const nameOfId = (id: string) => nameOf(election.projects.findIndex((each) => each.id === id));
  const byVotes = new Set(greedy.chosen);
  const mark = (yes: boolean) => (
    <State tone={yes ? 'success' : 'neutral'}>{t(yes ? 'result.yes' : 'result.no')}</State>
  );
  return [
    <Band id="ergebnis" title={t('result.title')}>
      <Facts items={facts(result, words)} />
    </Band>,
    <Band id="vergleich" title={t('result.table')} full>
      <Table
        id="vergleich-tabelle"
        caption={t('result.tableCaption')}
        hideCaption
        columns={[
          { label: t('result.project') },
          { label: t('result.cost'), numeric: true },
          { label: t('result.score'), numeric: true },
          { label: t('result.effective'), numeric: true },
          { label: t('result.equal') },
          { label: t('result.greedy') },
        ]}
        rows={explained.map((each, place) => ({
          key: each.id,
          cells: [
            nameOf(place),
            money(each.cost),
            figure(each.score),
            each.bought ? figure(each.bought.effective) : '–',
            mark(each.chosen),
            mark(byVotes.has(place)),
          ],
        }))}
      />
    </Band>,
    <Band id="geld" title={t('result.chart')} note={t('result.chartNote')}>
      <BarChart
        label={t('result.chart')}
        items={explained.map((each, place) => ({ label: nameOf(place), ...bar(each, words) }))}
      />
    </Band>,
    <Band id="warum" title={t('result.why')} note={t('result.whyNote')} last>
      <Rows
        kind="two"
        items={explained.map((each, place) => ({
          title: nameOf(place),
          text: why(each, words, nameOfId),
          act: mark(each.chosen),
        }))}
      />
    </Band>,
  ];
}

function facts({ election, outcome }: BudgetResult, { t, money, figure }: Words): FactItem[] {
  const { unit, budget, ballots } = election;
  const { shares, overspend, comparison } = outcome;
  const each = (units: number) => money(Math.round((units / ballots.length / unit) * 100) / 100);
  return [
    { term: t('result.budget'), value: money(budget / unit) },
    { term: t('result.spent'), value: money(outcome.spent / unit) },
    { term: t('result.voters'), value: figure(ballots.length) },
    ...(shares && ballots.length > 0
      ? [
          {
            term: t('result.share'),
            value: each(shares.money),
            source: overspend
              ? t('result.shareNext', { share: each(overspend.money), cost: money(overspend.cost / unit) })
              : undefined,
          },
        ]
      : []),
    ...(comparison
      ? [
          {
            term: t('result.compared'),
            value: t('result.comparedText', {
              equal: figure(comparison.equalShares),
              greedy: figure(comparison.greedy),
              same: figure(comparison.indifferent),
            }),
          },
        ]
      : []),
  ];
}

/** In percent of the price; what was bought is paid. */
function bar({ bought, short, cost }: Explanation, { t, money, language }: Words) {
  if (bought) return { full: 100, open: 0, text: t('result.chartPaid') };
  if (!short) return { full: 0, open: 100, text: t('result.chartNone') };
  const percent = Math.floor((100 * short.left) / cost);
  return {
    full: percent,
    open: 100 - percent,
    text: t('result.chartShort', {
      percent: formatPercent(percent, language),
      missing: money(Math.round(short.missing * 100) / 100),
    }),
  };
}

function why(
  { reason, bought, short, room }: Explanation,
  { t, money }: Words,
  nameOf: (id: string) => string,
): string {
  const rounded = (value: number) => money(Math.round(value * 100) / 100);
  const sentences: string[] = [];
  if (bought)
    sentences.push(
      t('why.bought', {
        round: bought.round,
        most: bought.payingMost,
        price: rounded(bought.most),
        less: bought.payingLess,
        nothing: bought.payingNothing,
      }),
    );
  if (bought && bought.tiedWith.length > 0)
    sentences.push(t('why.tied', { others: bought.tiedWith.map(nameOf).join(', ') }));
  if (reason === 'supporters-short' && short)
    sentences.push(t('why.supporters-short', { left: rounded(short.left), missing: rounded(short.missing) }));
  else if (reason === 'no-room') sentences.push(t('why.no-room', { room: rounded(room ?? 0) }));
  else if (reason !== 'bought' && reason !== 'supporters-short') sentences.push(t(`why.${reason}`));
  return sentences.join(' ');
}
