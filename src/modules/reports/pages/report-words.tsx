// How reports are said on every page: title, state, clock, what was answered, rows of a list.
import type { VNode } from 'preact';
import { singleText } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { PlainText, State, formatDate, swissDay, type FactItem, type RowItem } from '../../../ui/index.ts';
import { fieldOf } from '../category.ts';
import { knownPlaceNear, placeText } from '../place.ts';
import type { ListedReport } from '../queries/list-reports.ts';
import type { OneReport } from '../queries/one-report.ts';
import { reportsOf } from '../reports-state.ts';
import { reportsTexts } from '../reports-texts.ts';
import { asState, toneOf } from '../states.ts';

/** The category's name; its id for one that has left the file since. */
export const categoryName = (app: App, id: string, language: Language): string =>
  reportsOf(app).byId.get(id)?.name[language] ?? id;

export const areaName = (app: App, id: string): string =>
  app.canton.municipalities.find((each) => each.id === id)?.name ?? id;

type Placed = Pick<ListedReport, 'place' | 'lon' | 'lat'> & { placeWords?: string | null };

export const whereOf = (app: App, { place, lon, lat, placeWords }: Placed, language: Language): string =>
  placeText(
    app,
    {
      words: placeWords ?? '',
      place: place ?? undefined,
      point: lon === null || lat === null ? undefined : { lon, lat },
    },
    language,
  );

/** Kind and place, as short as people would say it; coordinates stand on the report's own page. */
export function titleOf(
  app: App,
  report: Placed & { category: string; area: string },
  language: Language,
): string {
  const { lon, lat, place, placeWords } = report;
  const name = categoryName(app, report.category, language);
  const named = place !== null || (placeWords ?? '') !== '' ? whereOf(app, report, language) : '';
  const near = lon === null || lat === null ? undefined : knownPlaceNear(app, { lon, lat }, language);
  const around =
    near === undefined ? areaName(app, report.area) : reportsTexts(language)('list.near', { place: near });
  return `${name}, ${named === '' ? around : named}`;
}

export function StateOf({ state, language }: { state: string; language: Language }): VNode {
  const known = asState(state);
  return <State tone={toneOf[known]}>{reportsTexts(language)(`state.${known}`)}</State>;
}

/** Rows of a list; words only where somebody has looked at them. */
export function reportRow(app: App, report: ListedReport, language: Language): RowItem {
  const t = reportsTexts(language);
  const text = report.text ?? '';
  return {
    when: formatDate(swissDay(report.requestedAt), language, 'day'),
    title: titleOf(app, report, language),
    href: `/meldungen/${report.id}`,
    hidden: t('list.number', { number: String(report.id) }),
    text: text === '' ? null : <span lang={report.language}>{excerpt(text)}</span>,
    act: <StateOf state={report.state} language={language} />,
    children:
      report.supports + report.reopened === 0 && !report.invented ? null : (
        <p class="small quiet">
          {[
            ...(report.supports > 0 ? [t('list.supports', { count: report.supports })] : []),
            ...(report.reopened > 0 ? [t('list.reopened')] : []),
            ...(report.invented ? [t('list.invented')] : []),
          ].join(' · ')}
        </p>
      ),
  };
}

const excerpt = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)} …` : text);

/** Answers to the category's questions: those with options, and those in words as far as they may be seen. */
export function answerFacts(
  app: App,
  { category, answers, wordAnswers }: Pick<OneReport, 'category' | 'answers' | 'wordAnswers'>,
  language: Language,
): FactItem[] {
  const given: Record<string, unknown> = { ...answers, ...wordAnswers };
  return (reportsOf(app).byId.get(category)?.questions ?? []).flatMap((question) => {
    if (!Object.hasOwn(given, question.id)) return [];
    const value = singleText(fieldOf(question), given[question.id], language, {}, (key) => {
      const option = key.split('.').at(-1);
      return question.options?.find(({ id }) => id === option)?.label[language];
    });
    return value === '' ? [] : [{ term: question.label[language], value }];
  });
}

/** What was written, or that it waits, or that it is not shown. */
export function WordsOf({ report, language }: { report: OneReport; language: Language }): VNode | null {
  const t = reportsTexts(language);
  if (report.text !== null && report.text !== '')
    return <PlainText text={report.text} lang={report.language} breaks />;
  if (report.wordsState === 'waiting') return <p class="quiet">{t('one.wordsWait')}</p>;
  if (report.wordsState === 'hidden') return <p class="quiet">{t('one.wordsHidden')}</p>;
  return null;
}

/** "Erfundenes Beispiel" where it is one. */
export const inventedNote = (invented: boolean, language: Language): string | undefined =>
  invented ? reportsTexts(language)('one.invented') : undefined;
