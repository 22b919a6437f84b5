// The benefit that was promised: baseline, target, what the measure says, the verdict, and all verdicts as a chart with its table.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Band, BarChart, Disclosure, Facts, Quiet, Table, formatDate, swissDay } from '../../../ui/index.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { measureById, measureMeaning } from '../measures/registry.ts';
import type { JudgedHypothesis } from '../queries/hypotheses.ts';
import { VerdictState, figureText, promisedWhat, sourceText, unitOfMeasure, verdictText } from './words.tsx';

export function PromiseBand(props: { request: Request; hypotheses: readonly JudgedHypothesis[] }): VNode {
  const { request, hypotheses } = props;
  const t = initiativesTexts(request.language);
  return (
    <Band id="nutzen" title={t('promise.title')} note={t('promise.note')}>
      {hypotheses.length === 0 ? <p>{t('promise.none')}</p> : null}
      {hypotheses.map((each) => (
        <Promised key={each.id} request={request} hypothesis={each} />
      ))}
    </Band>
  );
}

function Promised({ request, hypothesis }: { request: Request; hypothesis: JudgedHypothesis }): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const { baseline, baselineOn, target, dueOn, measure, dropped, verdicts } = hypothesis;
  const unit = unitOfMeasure(app, measure);
  const [newest] = verdicts;
  const href = measureById(app, measure)?.page;
  return (
    <div class="stack">
      <h3>{promisedWhat(app, hypothesis, language)}</h3>
      <p>
        {t('promise.sentence', {
          baseline: figureText(baseline, unit, language),
          on: formatDate(baselineOn, language),
          target: figureText(target, unit, language),
          due: formatDate(dueOn, language),
        })}
      </p>
      {dropped ? (
        <p>
          {t('promise.dropped', { day: formatDate(swissDay(dropped.at), language) })}{' '}
          <span lang={dropped.language}>{dropped.why}</span>
        </p>
      ) : newest ? (
        <Facts
          items={[
            { term: t('promise.verdict'), value: <VerdictState verdict={newest} language={language} /> },
            {
              term: t('promise.now'),
              value: newest.value === null ? t('figure.none') : figureText(newest.value, unit, language),
              source: `${measureMeaning(app, measure, language)} ${sourceText(
                { at: newest.measuredAt, sample: newest.sample, since: newest.since ?? undefined },
                language,
              )}.`,
              ...(href ? { act: { label: t('benefits.source'), href } } : {}),
            },
          ]}
        />
      ) : (
        <>
          <p>{t('promise.notYet')}</p>
          <Quiet>
            {measureMeaning(app, measure, language)} {href ? <a href={href}>{t('promise.source')}</a> : null}
          </Quiet>
        </>
      )}
      {verdicts.length > 1 ? <Course request={request} hypothesis={hypothesis} /> : null}
    </div>
  );
}

/** Oldest first; the bar is silent, the figures stand beside it and in the table. */
function Course({ request, hypothesis }: { request: Request; hypothesis: JudgedHypothesis }): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const unit = unitOfMeasure(app, hypothesis.measure);
  const verdicts = hypothesis.verdicts.toReversed();
  const words = (value: number | null) =>
    value === null ? t('figure.none') : figureText(value, unit, language);
  return (
    <Disclosure summary={t('promise.course')}>
      <BarChart
        label={t('promise.course')}
        items={verdicts.map(({ day, value }) => ({
          label: formatDate(day, language, 'short'),
          full: Math.max(0, value ?? 0),
          open: 0,
          text: words(value),
        }))}
      />
      <Table
        id={`verlauf-${hypothesis.id}`}
        caption={t('promise.table')}
        columns={[
          { label: t('promise.day'), nowrap: true },
          { label: t('promise.now'), numeric: true },
          { label: t('promise.sample'), numeric: true },
          { label: t('promise.verdict') },
        ]}
        rows={verdicts.map((verdict) => ({
          key: verdict.day,
          cells: [
            formatDate(verdict.day, language),
            words(verdict.value),
            verdict.sample ?? '–',
            verdictText(verdict, language),
          ],
        }))}
      />
    </Disclosure>
  );
}
