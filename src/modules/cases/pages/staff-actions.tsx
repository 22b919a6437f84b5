// What a case worker can do now: take, release, ask, answer for the person; the decision stands beside it.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  ErrorSummary,
  Form,
  LongTextField,
  Notice,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';
import { hidden, type CaseForm } from './case-form.ts';
import { StandingNotes } from './standing-notes.tsx';

export function StaffActions({
  request,
  view,
  form,
  colleagues,
}: {
  request: Request;
  view: CaseView;
  form: CaseForm;
  /** Who may take it where it is closed to the actor, or theirs. */
  colleagues: readonly string[];
}): VNode {
  const { app, language } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const { matter } = view;
  const today = app.clock.today();
  const overdue = matter.due !== null && matter.due < today;
  const simple = view.actions.filter((each) => ['take', 'release'].includes(each.id));
  const ask = view.actions.find((each) => each.id === 'ask');
  const reply = view.actions.find((each) => each.id === 'reply');
  return (
    <Band id="tun" title={t('canDo')}>
      <div class="stack">
        <ErrorSummary labels={labels} errors={form.errors} />
        {form.notice ? <Notice tone="warning" title={form.notice} role="status" /> : null}
        <StandingNotes request={request} view={view} form={form} colleagues={colleagues} />
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
        {view.actions.length === 0 && matter.closedAt !== null ? (
          <p>
            {t(view.corrected.some(({ settled }) => settled === null) ? 'correctedWaits' : 'nothingToDo')}
          </p>
        ) : null}
        {view.withheld.content && matter.closedAt === null ? <p>{t('closed.nothing')}</p> : null}
      </div>
    </Band>
  );
}
