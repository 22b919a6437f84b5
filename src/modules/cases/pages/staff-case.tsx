// The case as its case worker sees it: one calm page with answers, evidence, clock, history, and the decision beside it.
import type { VNode } from 'preact';
import {
  Band,
  Desk,
  Facts,
  State,
  Top,
  Wrap,
  formatDate,
  formatDue,
  dueTone,
  uiLabels,
} from '../../../ui/index.ts';
import type { DataClass } from '../../../engine/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { DisclosureNotice } from '../../data/index.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import { purposeIn, type CaseView } from '../queries/case-view.ts';
import { content, costs } from '../queries/withhold.ts';
import { missingText } from '../why/condition-words.ts';
import type { ClockRow } from '../queries/load-matter.ts';
import { AppealBand } from '../appeals/appeal-band.tsx';
import { AppointmentBand } from './appointment-band.tsx';
import {
  AnswerFacts,
  CaseTrack,
  DocumentRows,
  EvidenceRows,
  FeeTable,
  HistoryRows,
  dayOf,
} from './case-parts.tsx';
import type { CaseForm } from './case-form.ts';
import { CorrectionBand } from './correction-band.tsx';
import { DecisionDraft } from './decision-draft.tsx';
import { PlaceBand } from './place-band.tsx';
import { SignatureBand } from './signature-facts.tsx';
import { StaffActions } from './staff-actions.tsx';

export function staffCasePage(
  request: Request,
  view: CaseView,
  beside: {
    /** Of staff, by account. */
    names: ReadonlyMap<string, string>;
    /** Who may take it where it is closed to the actor, or theirs. */
    colleagues: readonly string[];
    /** Bands of other modules. */
    added: readonly (VNode | null)[];
    form: CaseForm;
  },
): Reply {
  const { app, language } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const { matter, definition, withheld } = view;
  const { names, form, colleagues, added } = beside;
  const urgent = view.standing !== undefined && purposeIn(view.standing) === 'emergency';
  const service = definition.texts[language]['title'] ?? definition.id;
  return page(request, {
    title: `${matter.ref}, ${service}`,
    status: form.status,
    hasErrors: form.errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={service}
          crumbs={[{ label: t('worklist'), href: '/arbeitsliste' }, { label: matter.ref }]}
          meta={t('metaStaff', {
            name: withheld.content ? t('nameWithheld') : matter.applicantName,
            channel: [
              caseWord(language, 'channel', matter.channel),
              ...(matter.identification === null
                ? []
                : [caseWord(language, 'identification', matter.identification)]),
            ].join(', '),
            date: formatDate(dayOf(matter.submittedAt), language),
            version: matter.serviceVersion,
            assignee: names.get(matter.assigneeId ?? '') ?? t('nobody'),
          })}
        >
          <CaseTrack view={view} language={language} today={app.clock.today()} />
        </Top>
        {view.blocked ? <DisclosureNotice language={language} /> : null}
        <Desk draft={<DecisionDraft request={request} view={view} form={form} />}>
          <StaffActions request={request} view={view} form={form} colleagues={colleagues} />
          <CorrectionBand request={request} view={view} />
          <AppealBand request={request} view={view} />
          <Band id="angaben" title={t('answers')}>
            <div class="stack">
              {withheld.content && withheld.fields.length > 0 ? (
                <p>{t('withheldAll', { why: whyNot(request, view, content) })}</p>
              ) : null}
              <AnswerFacts app={app} view={view} language={language} />
              <p class="small quiet">
                {withheld.content ? null : t(urgent ? 'whyEmergency' : 'why')}{' '}
                <a href={`/warum?geschaeft=${matter.ref}`}>{t('why.link')}</a>
              </p>
            </div>
          </Band>
          <AppointmentBand app={app} view={view} language={language} />
          <PlaceBand app={app} view={view} language={language} />
          <SignatureBand view={view} language={language} names={names} />
          <Band id="nachweise" title={t('evidence')}>
            {withheld.files > 0 ? (
              <p>{t('withheldFiles', { count: withheld.files, why: whyNot(request, view, content) })}</p>
            ) : null}
            {withheld.files > 0 && view.evidence.length === 0 ? null : (
              <EvidenceRows view={view} language={language} staff />
            )}
          </Band>
          <Band id="kosten" title={t('fees')}>
            {withheld.costs ? (
              <p>{t('withheldWhy', { why: whyNot(request, view, costs) })}</p>
            ) : matter.evaluation.fee.items.length > 0 ? (
              <FeeTable view={view} language={language} />
            ) : (
              <p class="quiet">{t('noFees')}</p>
            )}
          </Band>
          <Band id="briefe" title={t('documents')}>
            {withheld.content ? (
              <p>{t('withheldWhy', { why: whyNot(request, view, content) })}</p>
            ) : (
              <DocumentRows view={view} language={language} />
            )}
          </Band>
          {added}
          <Band id="fristen" title={t('clocks')}>
            {view.clocks.length === 0 ? (
              <p class="quiet">{t('noClock')}</p>
            ) : (
              <Facts small items={view.clocks.map((clock) => clockFact(request, clock))} />
            )}
          </Band>
          <Band id="verlauf" title={t('history')} last>
            <HistoryRows app={app} view={view} language={language} names={names} />
          </Band>
        </Desk>
      </Wrap>
    ),
  });
}

/** Why a part of that class is withheld. */
function whyNot({ app, language }: Request, { standing }: CaseView, own: DataClass): string {
  return standing ? missingText(app, language, standing.may('see', own), standing.certificates) : '';
}

function clockFact(request: Request, clock: ClockRow) {
  const { language, app } = request;
  const t = caseTexts(language);
  const today = app.clock.today();
  if (clock.stoppedOn !== null) {
    return { term: t('promise'), value: t('clockStopped', { date: formatDate(clock.stoppedOn, language) }) };
  }
  if (clock.pausedOn !== null) {
    return {
      term: t('promise'),
      value: t('clockPaused', { date: formatDate(clock.pausedOn, language), days: clock.daysLeft ?? 0 }),
    };
  }
  return {
    term: t('promise'),
    value: (
      <>
        <State tone={dueTone(clock.due, today)}>{formatDue(clock.due, today, language)}</State>{' '}
        {t('promiseText', { days: clock.workingDays, due: formatDate(clock.due, language) })}
      </>
    ),
  };
}
