// The case as its owner sees it: where it stands, whose turn it is, letters, answers, history, and who has looked at it.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Cols,
  Disclosure,
  ErrorSummary,
  Form,
  LongTextField,
  Notice,
  PlainText,
  TextField,
  Top,
  Unit,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { AccessRows, type GroupedAccess } from '../../data/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { caseTexts } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';
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
import { hidden, type CaseForm } from './case-form.ts';
import { CorrectionBand } from './correction-band.tsx';
import { PlaceBand } from './place-band.tsx';
import { SignatureBand } from './signature-facts.tsx';

export function personCasePage(
  request: Request,
  view: CaseView,
  beside: {
    /** Undefined for those who act for the owner. */
    accesses: GroupedAccess[] | undefined;
    /** Of those who acted for the owner, by account. */
    names: ReadonlyMap<string, string>;
    /** Bands of other modules. */
    added: readonly (VNode | null)[];
    form: CaseForm;
  },
): Reply {
  const { accesses, names, added, form } = beside;
  const { app, language, actor } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const { matter, definition } = view;
  const service = definition.texts[language]['title'] ?? definition.id;
  const unit = unitOf(app, matter.unit);
  return page(request, {
    title: service,
    status: form.status,
    hasErrors: form.errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={service}
          crumbs={[{ label: t('account'), href: '/konto' }, { label: matter.ref }]}
          meta={t('metaPerson', { ref: matter.ref, date: formatDate(dayOf(matter.submittedAt), language) })}
        >
          <CaseTrack view={view} language={language} today={app.clock.today()} />
        </Top>
        <Cols
          asideLabel={t('responsible')}
          aside={
            <Unit id="zustaendig" title={t('responsible')}>
              <p>
                <a href={`/stellen/${matter.unit}`}>{unitName(app, matter.unit, language)}</a>
                {unit?.address ? (
                  <>
                    <br />
                    {unit.address}
                  </>
                ) : null}
              </p>
              <p>
                <a href={`/konto/postfach/neu?geschaeft=${matter.ref}`}>{t('writeToUnit')}</a>
              </p>
              {actor.kind === 'person' && actor.acting ? null : (
                <p>
                  <a href={`/vertretung/erteilen?sache=${matter.ref}`}>{t('giveMandate')}</a>
                </p>
              )}
            </Unit>
          }
        >
          <div class="stack">
            <ErrorSummary labels={labels} errors={form.errors} />
            <Turn request={request} view={view} form={form} />
          </div>
          <CorrectionBand request={request} view={view} />
          <AppointmentBand app={app} view={view} language={language} />
          <Band id="briefe" title={t('documents')}>
            <DocumentRows view={view} language={language} />
          </Band>
          <AppealBand request={request} view={view} />
          {added}
          <Band id="angaben" title={t('answers')}>
            <AnswerFacts app={app} view={view} language={language} />
          </Band>
          <PlaceBand app={app} view={view} language={language} />
          <SignatureBand view={view} language={language} />
          {view.evidence.length > 0 ? (
            <Band id="nachweise" title={t('evidence')}>
              <EvidenceRows view={view} language={language} />
            </Band>
          ) : null}
          {matter.evaluation.fee.items.length > 0 ? (
            <Band id="kosten" title={t('fees')}>
              <FeeTable view={view} language={language} />
            </Band>
          ) : null}
          <Band id="verlauf" title={t('history')}>
            <HistoryRows app={app} view={view} language={language} names={names} />
          </Band>
          {accesses ? (
            <Band id="zugriffe" title={t('accesses')} note={<a href="/konto/zugriffe">{t('accessesAll')}</a>}>
              {accesses.length === 0 ? (
                <p class="quiet">{t('accessesNone')}</p>
              ) : (
                <AccessRows items={accesses} language={language} ofOneCase />
              )}
            </Band>
          ) : null}
          <Withdraw request={request} view={view} form={form} />
        </Cols>
      </Wrap>
    ),
  });
}

/** Whose turn it is, first of all. */
function Turn({ request, view, form }: { request: Request; view: CaseView; form: CaseForm }): VNode | null {
  const { language, app, actor } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const { matter } = view;
  const missed = matter.due !== null && matter.due < app.clock.today();
  const next =
    matter.due === null
      ? undefined
      : t(missed ? 'nextMissed' : 'nextText', { due: formatDate(matter.due, language) });
  const reply = view.actions.find((each) => each.id === 'reply');
  const question = view.history.find((entry) => entry.action === 'ask')?.input['question'];
  const sent = request.query['gesendet'] === '1';
  const email = actor.kind === 'person' ? actor.email : undefined;
  return (
    <>
      {form.notice ? <Notice tone="warning" title={form.notice} role="status" /> : null}
      {sent ? (
        <Notice tone="success" title={t('sentTitle')} role="status">
          <p>
            {email ? t('sentText', { ref: matter.ref, email }) : t('sentTextNoMail', { ref: matter.ref })}
          </p>
          {matter.outcome?.by === 'programme' ? <p>{t('atOnceText')}</p> : null}
          {next ? <p>{next}</p> : null}
        </Notice>
      ) : null}
      {reply ? (
        <>
          <Notice tone="warning" title={t('questionTitle')}>
            <PlainText text={typeof question === 'string' ? question : ''} breaks />
            <p>{t('questionText')}</p>
          </Notice>
          <Form
            plain
            action={`/faelle/${matter.ref}/aktionen/reply`}
            hidden={hidden(request, view)}
            label={t('yourAnswer')}
          >
            <LongTextField
              labels={labels}
              id="answer"
              name="answer"
              label={t('yourAnswer')}
              error={form.fieldErrors['answer']}
              value={form.values['answer'] ?? ''}
            />
            <Buttons>
              <Button>{t('sendAnswer')}</Button>
            </Buttons>
          </Form>
        </>
      ) : null}
      {!sent && !reply && next ? <p>{next}</p> : null}
    </>
  );
}

function Withdraw({
  request,
  view,
  form,
}: {
  request: Request;
  view: CaseView;
  form: CaseForm;
}): VNode | null {
  const { language } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  if (!view.actions.some((each) => each.id === 'withdraw')) return null;
  return (
    <Band id="zurueckziehen" title={t('withdrawTitle')} last>
      <Disclosure summary={t('withdrawOpen')} open={form.values['reason'] !== undefined}>
        <div class="stack">
          <p>{t('withdrawText')}</p>
          <Form
            plain
            action={`/faelle/${view.matter.ref}/aktionen/withdraw`}
            hidden={hidden(request, view)}
            label={t('withdrawTitle')}
          >
            <TextField
              labels={labels}
              id="reason"
              name="reason"
              label={t('withdrawReason')}
              error={form.fieldErrors['reason']}
              value={form.values['reason'] ?? ''}
            />
            <Buttons>
              <Button variant="secondary">{t('action.withdraw')}</Button>
            </Buttons>
          </Form>
        </div>
      </Disclosure>
    </Band>
  );
}
