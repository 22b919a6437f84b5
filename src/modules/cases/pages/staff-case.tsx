// The case as its case worker sees it: one calm page with answers, evidence, clock, history, and the decision beside it.
import type { VNode } from 'preact';
import {
  Band,
  ClassTag,
  Desk,
  Facts,
  State,
  Table,
  Top,
  Wrap,
  formatDate,
  formatDue,
  dueTone,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { dataTexts } from '../../data/index.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';
import type { ClockRow } from '../queries/load-matter.ts';
import { AppointmentBand } from './appointment-band.tsx';
import { CaseTrack, DocumentRows, EvidenceRows, FeeTable, HistoryRows, dayOf } from './case-parts.tsx';
import type { CaseForm } from './case-form.ts';
import { DecisionDraft } from './decision-draft.tsx';
import { SignatureBand } from './signature-facts.tsx';
import { StaffActions } from './staff-actions.tsx';

export function staffCasePage(
  request: Request,
  view: CaseView,
  names: ReadonlyMap<string, string>,
  form: CaseForm,
): Reply {
  const { app, language } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const { matter, definition } = view;
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
            name: matter.applicantName,
            channel: [
              caseWord(language, 'channel', matter.channel),
              ...(matter.identification === null
                ? []
                : [`(${caseWord(language, 'identification', matter.identification)})`]),
            ].join(' '),
            date: formatDate(dayOf(matter.submittedAt), language),
            service,
            version: matter.serviceVersion,
            assignee: names.get(matter.assigneeId ?? '') ?? t('nobody'),
          })}
        >
          <CaseTrack view={view} language={language} />
        </Top>
        <Desk draft={<DecisionDraft request={request} view={view} form={form} />}>
          <StaffActions request={request} view={view} form={form} />
          <Band id="angaben" title={t('answers')}>
            <div class="stack">
              <AnswerTable request={request} view={view} />
              <p class="small quiet">{t('why')}</p>
            </div>
          </Band>
          <AppointmentBand app={app} view={view} language={language} />
          <SignatureBand view={view} language={language} names={names} />
          <Band id="nachweise" title={t('evidence')}>
            <EvidenceRows view={view} language={language} staff />
          </Band>
          <Band id="kosten" title={t('fees')}>
            <FeeTable view={view} language={language} />
          </Band>
          <Band id="briefe" title={t('documents')}>
            <DocumentRows view={view} language={language} />
          </Band>
          <Band id="fristen" title={t('clocks')}>
            <Facts small items={view.clocks.map((clock) => clockFact(request, clock))} />
          </Band>
          <Band id="verlauf" title={t('history')} last>
            <HistoryRows app={app} view={view} language={language} names={names} />
          </Band>
        </Desk>
      </Wrap>
    ),
  });
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

function AnswerTable({ request, view }: { request: Request; view: CaseView }): VNode {
  const { language } = request;
  const t = caseTexts(language);
  const d = dataTexts(language);
  const labels = uiLabels(language);
  const rows = view.sections.flatMap((section) => section.rows);
  return (
    <Table
      id="answers"
      caption={t('answersCaption')}
      hideCaption
      columns={[{ label: t('field') }, { label: t('answer') }, { label: t('origin') }, { label: t('class') }]}
      rows={rows.map((row) => {
        const origin = view.matter.origins[row.pointer];
        return {
          key: row.pointer,
          cells: [
            row.label,
            row.text,
            origin
              ? d('source', {
                  register: d(`register.${origin.register}`),
                  date: formatDate(origin.asOf, language, 'shortDay'),
                })
              : t('stated'),
            <ClassTag hot={row.class === 'special'}>
              {row.class === 'special' ? labels.dataClass.sensitive : labels.dataClass[row.class]}
            </ClassTag>,
          ],
        };
      })}
    />
  );
}
