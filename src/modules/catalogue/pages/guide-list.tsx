// The checklist of a guided page: what, until when, where; to tick on paper, to keep, or to take into a calendar.
import type { VNode } from 'preact';
import { Button, Buttons, Facts, Rows, uiLabels, type RowItem } from '../../../ui/index.ts';
import type { Due } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { longDay } from '../../../kernel/i18n/long-day.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitName } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { choicesOf, type Guide, type GuideStep } from '../guides/guide.ts';
import { visitQuery, type Visit } from '../guides/read-visit.ts';
import { datedSteps, dutyOf, ruleOfStep } from '../guides/step-due.ts';
import { ruleText, shifted } from '../queries/due-words.ts';
import { RollNote, Unverified } from './due-notes.tsx';
import { dutyHref } from '../queries/duties.ts';
import { stepTexts } from '../queries/step-texts.ts';

interface ListProps {
  app: App;
  id: string;
  guide: Guide;
  visit: Visit;
  steps: readonly GuideStep[];
  language: Language;
}

export function GuideList(props: ListProps): VNode {
  const { app, id, guide, visit, steps, language } = props;
  const t = catalogueTexts(language);
  const query = visitQuery(visit);
  const dated = new Map(datedSteps(app, guide, steps, visit.day).map(({ step, due }) => [step.id, due]));
  return (
    <div class="stack">
      {query === '' ? null : <Given {...props} />}
      <Rows ordered items={steps.map((step) => stepRow(props, step, dated.get(step.id)))} />
      {dated.size > 0 ? (
        <RollNote rules={steps.flatMap((step) => ruledBy(app, step))} language={language} />
      ) : null}
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

/** What says until when: the duty, or the step's own rule. */
const ruledBy = (app: App, step: GuideStep) => dutyOf(app, step) ?? (step.due ? { due: step.due } : []);

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

function stepRow({ app, guide, language }: ListProps, step: GuideStep, due: Due | undefined): RowItem {
  const t = catalogueTexts(language);
  const { title, text, unit, href, online, unverified } = stepTexts(app, step, language);
  const over = due !== undefined && due.day < app.clock.today();
  const rule = ruleOfStep(app, guide, step);
  const limit = rule && ruleText(rule, language);
  const duty = dutyOf(app, step);
  const moved = due && rule ? shifted(app, duty ?? { due: rule }, due, language) : '';
  const boxId = `schritt-${step.id}`;
  return {
    when: due === undefined ? limit : t('guide.until', { date: longDay(language, due.day) }),
    whenNote: due === undefined ? undefined : over ? t('guide.over') : limit,
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
        {moved === '' ? null : <p class="small quiet">{moved}</p>}
        {duty ? (
          <p class="small">
            <a href={dutyHref(duty.id)}>
              {t('guide.duty')}
              <span class="ds-sr-only">: {title}</span>
            </a>
          </p>
        ) : null}
        {unverified ? <Unverified language={language} /> : null}
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
