// The checklist of a guided page: what, until when, where; to tick on paper, to keep, or to take into a calendar.
import type { VNode } from 'preact';
import { Button, Buttons, Facts, Rows, uiLabels, type RowItem } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { holidaysOf, unitName } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { dueDay } from '../guides/due-day.ts';
import type { DatedStep } from '../guides/guide-calendar.ts';
import { choicesOf, type Due, type Guide, type GuideStep } from '../guides/guide.ts';
import { visitQuery, type Visit } from '../guides/read-visit.ts';
import { stepTexts } from '../queries/step-texts.ts';

/** The steps with a time limit and their last days, once the day of the event is known. */
export function datedSteps(app: App, steps: readonly GuideStep[], day: string | undefined): DatedStep[] {
  if (day === undefined) return [];
  return steps.flatMap((step) => (step.due ? [{ step, day: dueDay(step.due, day, holidaysOf(app)) }] : []));
}

interface ListProps {
  app: App;
  id: string;
  guide: Guide;
  visit: Visit;
  steps: readonly GuideStep[];
  language: Language;
}

export function GuideList(props: ListProps): VNode {
  const { app, id, visit, steps, language } = props;
  const t = catalogueTexts(language);
  const query = visitQuery(visit);
  const dated = new Map(datedSteps(app, steps, visit.day).map(({ step, day }) => [step.id, day]));
  return (
    <div class="stack">
      {query === '' ? null : <Given {...props} />}
      <Rows ordered items={steps.map((step) => stepRow(app, step, dated.get(step.id), language))} />
      {dated.size > 0 ? <p class="small quiet">{t('guide.freeDays')}</p> : null}
      {query === '' ? null : (
        <>
          <Buttons>
            {dated.size > 0 ? (
              <Button variant="secondary" href={`/lebenslagen/${id}/kalender.ics${query}`}>
                {t('guide.calendar', { count: dated.size })}
              </Button>
            ) : null}
            <Button variant="quiet" href={`/lebenslagen/${id}${query}`}>
              {t('guide.keep')}
            </Button>
          </Buttons>
          <p class="small quiet">{t('guide.keepText')}</p>
        </>
      )}
    </div>
  );
}

/** What the list was made from, on paper too. */
function Given({ guide, visit, language }: ListProps): VNode {
  const t = catalogueTexts(language);
  const words = uiLabels(language).form;
  const change = { label: t('guide.change'), href: '#fragen' };
  const answered = guide.questions.flatMap((question) => {
    const answer = visit.answers[question.id];
    if (answer === undefined) return [];
    const option = question.options?.[choicesOf(question).indexOf(answer)];
    const value = option?.label[language] ?? (answer === 'yes' ? words.yes : words.no);
    return [{ term: question.label[language], value, act: change }];
  });
  const day =
    guide.day && visit.day !== undefined
      ? [{ term: guide.day[language], value: longDay(language, visit.day), act: change }]
      : [];
  return <Facts small asked items={[...answered, ...day]} />;
}

function stepRow(app: App, step: GuideStep, last: string | undefined, language: Language): RowItem {
  const t = catalogueTexts(language);
  const { title, text, unit, href, online } = stepTexts(app, step, language);
  const over = last !== undefined && last < app.clock.today();
  const limit = step.due ? dueText(step.due, language) : undefined;
  const boxId = `schritt-${step.id}`;
  return {
    when: last === undefined ? limit : t('guide.until', { date: longDay(language, last) }),
    whenNote: last === undefined ? undefined : over ? t('guide.over') : limit,
    title,
    href,
    text,
    children: (
      <>
        {unit === undefined ? null : (
          <p class="small quiet">
            {t('guide.where')} <a href={`/stellen/${unit}`}>{unitName(app, unit, language)}</a>
            {online === true ? `, ${t('guide.online')}` : null}
          </p>
        )}
        {step.unverified === true ? <p class="small quiet">{t('guide.unverified')}</p> : null}
      </>
    ),
    act: (
      <div class="choice">
        <input class="ds-input" type="checkbox" id={boxId} />
        <label for={boxId}>
          {t('guide.done')}
          <span class="ds-sr-only">: {title}</span>
        </label>
      </div>
    ),
  };
}

/** The time limit in words, counted from the day of the event. */
function dueText(due: Due, language: Language): string {
  const t = catalogueTexts(language);
  if ('nextYear' in due) return t('guide.nextYear', { date: dayAndMonth(language, due.nextYear) });
  const unit = 'days' in due ? 'days' : 'months';
  const count = 'days' in due ? due.days : due.months;
  if (count === 0) return t('guide.sameDay');
  return t(`guide.${unit}${count < 0 ? 'Before' : 'After'}`, { count: Math.abs(count) });
}

/** `31. März`: the long date without its year. */
function dayAndMonth(language: Language, monthDay: string): string {
  return longDay(language, `2024-${monthDay}`).replace(/,? (de )?2024$/, '');
}
