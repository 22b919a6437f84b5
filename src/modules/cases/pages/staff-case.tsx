// The case as its case worker sees it: one calm page with answers, evidence, clock, history, and the decision beside it.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Choice,
  ClassTag,
  Desk,
  Draft,
  DraftPart,
  ErrorSummary,
  Facts,
  Form,
  LongTextField,
  Notice,
  PlainText,
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
import { letterOf } from '../actions/act-on-case.ts';
import { letterWords } from '../letters/letter-words.ts';
import type { CaseView } from '../queries/case-view.ts';
import type { ClockRow } from '../queries/load-matter.ts';
import { CaseTrack, DocumentRows, EvidenceRows, FeeTable, HistoryRows, dayOf } from './case-parts.tsx';
import type { CaseForm } from './case-form.ts';

const decisions = ['approve', 'confirm', 'issue', 'acknowledge', 'reject'];

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
  const today = app.clock.today();
  const overdue = matter.due !== null && matter.due < today;
  const simple = view.actions.filter((each) => ['take', 'release'].includes(each.id));
  const ask = view.actions.find((each) => each.id === 'ask');
  const reply = view.actions.find((each) => each.id === 'reply');
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
            channel: caseWord(language, 'channel', matter.channel),
            date: formatDate(dayOf(matter.submittedAt), language),
            service,
            version: matter.serviceVersion,
            assignee: names.get(matter.assigneeId ?? '') ?? t('nobody'),
          })}
        >
          <CaseTrack view={view} language={language} />
        </Top>
        <Desk draft={<DecisionDraft request={request} view={view} form={form} />}>
          <Band id="tun" title={t('canDo')}>
            <div class="stack">
              <ErrorSummary labels={labels} errors={form.errors} />
              {form.notice ? <Notice tone="warning" title={form.notice} role="status" /> : null}
              {overdue && matter.due ? (
                <Notice tone="danger" title={t('overdueTitle')} level={3}>
                  {t('overdueText', { due: formatDate(matter.due, language) })}
                </Notice>
              ) : null}
              {simple.length > 0 ? (
                <Buttons>
                  {simple.map((action) => (
                    <Form
                      key={action.id}
                      plain
                      action={`/faelle/${matter.ref}/aktionen/${action.id}`}
                      hidden={hidden(request, view)}
                    >
                      <Button variant={action.id === 'take' ? undefined : 'secondary'}>
                        {caseWord(language, 'action', action.id)}
                      </Button>
                    </Form>
                  ))}
                </Buttons>
              ) : null}
              {ask ? (
                <Form
                  plain
                  action={`/faelle/${matter.ref}/aktionen/ask`}
                  hidden={hidden(request, view)}
                  label={t('action.ask')}
                >
                  <LongTextField
                    labels={labels}
                    id="question"
                    name="question"
                    label={t('question')}
                    hint={t('questionHint')}
                    error={form.fieldErrors['question']}
                    value={form.values['question'] ?? ''}
                  />
                  <Buttons>
                    <Button variant="secondary">{t('sendQuestion')}</Button>
                  </Buttons>
                </Form>
              ) : null}
              {reply ? (
                <Form
                  plain
                  action={`/faelle/${matter.ref}/aktionen/reply`}
                  hidden={hidden(request, view)}
                  label={t('replyForPerson')}
                >
                  <LongTextField
                    labels={labels}
                    id="answer"
                    name="answer"
                    label={t('replyForPerson')}
                    hint={t('replyForPersonHint')}
                    error={form.fieldErrors['answer']}
                    value={form.values['answer'] ?? ''}
                  />
                  <Buttons>
                    <Button variant="secondary">{t('sendAnswer')}</Button>
                  </Buttons>
                </Form>
              ) : null}
              {view.actions.length === 0 ? <p>{t('nothingToDo')}</p> : null}
            </div>
          </Band>
          <Band id="angaben" title={t('answers')}>
            <div class="stack">
              <AnswerTable request={request} view={view} />
              <p class="small quiet">{t('why')}</p>
            </div>
          </Band>
          <Band id="nachweise" title={t('evidence')}>
            <EvidenceRows view={view} language={language} />
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

/** Every form on the page says which state it was written for. */
export function hidden(request: Request, view: CaseView): Record<string, string> {
  return { _csrf: request.csrf, _revision: String(view.matter.revision) };
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

/** The decision is written beside the case; the letter shows as the person will read it. */
function DecisionDraft({ request, view, form }: { request: Request; view: CaseView; form: CaseForm }): VNode {
  const { language, app } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const possible = view.actions.filter((each) => decisions.includes(each.id));
  if (possible.length === 0) {
    return (
      <Draft id="entwurf" title={t('draft')}>
        <DraftPart>
          <p>
            {t(
              view.matter.closedAt
                ? 'nothingToDo'
                : view.matter.state === 'waiting-for-person'
                  ? 'waitingNote'
                  : 'takeFirst',
            )}
          </p>
        </DraftPart>
      </Draft>
    );
  }
  const chosen = form.values['decision'] ?? possible[0]?.id ?? '';
  const letter = letterOf(view.definition.process.use, chosen);
  const preview =
    form.preview && letter
      ? letterWords(app, view.definition, view.matter, letter, { reasons: form.values['reasons'] ?? '' })
      : undefined;
  const conditions = possible.some((each) => each.id === 'approve');
  return (
    <Draft id="entwurf" title={t('draft')} note={t('draftNote')}>
      <Form
        plain
        action={`/faelle/${view.matter.ref}/entscheid`}
        hidden={hidden(request, view)}
        label={t('draft')}
      >
        <DraftPart>
          <Choice
            labels={labels}
            id="decision"
            name="decision"
            label={t('decision')}
            error={form.fieldErrors['decision']}
            value={chosen}
            as="radio"
            options={possible.map((each) => ({
              value: each.id,
              label: caseWord(language, 'action', each.id),
            }))}
          />
          <LongTextField
            labels={labels}
            id="reasons"
            name="reasons"
            label={t('reasons')}
            hint={t('reasonsHint')}
            error={form.fieldErrors['reasons']}
            value={form.values['reasons'] ?? ''}
          />
          {conditions ? (
            <LongTextField
              labels={labels}
              id="conditions"
              name="conditions"
              label={t('conditions')}
              hint={t('conditionsHint')}
              optional
              error={form.fieldErrors['conditions']}
              value={form.values['conditions'] ?? ''}
            />
          ) : null}
        </DraftPart>
        {preview ? (
          <DraftPart letter>
            <p>
              <b>{preview.subject}</b>
            </p>
            <PlainText
              text={preview.body}
              lang={view.matter.language === language ? undefined : view.matter.language}
            />
          </DraftPart>
        ) : null}
        <DraftPart>
          <Buttons>
            <Button>{t('issueDecision')}</Button>
            <Button variant="secondary" name="preview" value="1" formNoValidate>
              {t('preview')}
            </Button>
          </Buttons>
        </DraftPart>
      </Form>
    </Draft>
  );
}
