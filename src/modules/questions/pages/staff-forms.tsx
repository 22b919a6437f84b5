// The forms of staff below a question: each one step, with the revision that the page was made of.
import type { ComponentChildren, VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Disclosure,
  Form,
  LongTextField,
  Quiet,
  errorOf,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { units } from '../../organisation/index.ts';
import { longest } from '../question.ts';
import { configOf } from '../questions-config.ts';
import { questionsTexts } from '../questions-texts.ts';
import type { StaffQuestion } from '../queries/staff-questions.ts';
import { ArticleFields } from './article-fields.tsx';

export interface StaffProps {
  request: Request;
  item: StaffQuestion;
  errors: readonly FormError[];
}

/** Whoever has sent the step with a fault finds its form open. */
export function StepForm({
  props: { request, item },
  step,
  label,
  send,
  children,
  main,
}: {
  props: StaffProps;
  step: string;
  label: string;
  send: string;
  children?: ComponentChildren;
  main?: boolean;
}): VNode {
  const { question } = item;
  const { csrf, body } = request;
  const form = (
    <Form
      plain
      action={`/fragen/bearbeiten/${question.id}`}
      label={label}
      hidden={{ _csrf: csrf, schritt: step, revision: String(question.revision) }}
    >
      {children}
      <Buttons>
        <Button variant={main ? 'primary' : 'secondary'}>{send}</Button>
      </Buttons>
    </Form>
  );
  return main ? (
    form
  ) : (
    <Disclosure summary={label} open={typedText(body, 'schritt') === step}>
      {form}
    </Disclosure>
  );
}

export function StaffForms(props: StaffProps): VNode | null {
  const { request, item, errors } = props;
  const { app, language, body, actor } = request;
  const { question } = item;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  if (question.state === 'withdrawn') return null;
  const isOpen = question.state === 'open';
  const long = (id: string, label: string, most: number, hint?: string, typed = '') => (
    <LongTextField
      labels={labels}
      id={id}
      name={id}
      label={label}
      hint={hint}
      maxLength={most}
      value={typedText(body, id) || typed}
      error={errorOf(errors, id)}
    />
  );
  const { most } = configOf.of(app).reroutes;
  return (
    <Band id="antworten" title={t('staff.answerTitle')}>
      <div class="stack">
        {actor.kind === 'staff' && question.assignee_id === actor.id ? null : (
          <StepForm props={props} step="take" label={t('staff.take')} send={t('staff.take')}>
            <Quiet>{t('staff.takeNote')}</Quiet>
          </StepForm>
        )}
        <StepForm props={props} step="answer" label={t('staff.answer')} send={t('staff.answer')} main>
          {long('antworttext', t('staff.answerText'), longest.answer, t('staff.answerHint'), question.answer)}
          <LongTextField
            labels={labels}
            id="links"
            name="links"
            label={t('staff.links')}
            hint={t('staff.linksHint')}
            optional
            rows={2}
            value={typedText(body, 'links') || question.links.join('\n')}
            error={errorOf(errors, 'links')}
          />
        </StepForm>
        {isOpen ? (
          <StepForm props={props} step="ask" label={t('staff.askBack')} send={t('staff.askBack')}>
            {long('rueckfrage', t('staff.askBackText'), longest.answer, t('staff.askBackHint'))}
          </StepForm>
        ) : null}
        {isOpen ? (
          <StepForm props={props} step="reroute" label={t('staff.reroute')} send={t('staff.reroute')}>
            <Quiet>{t('staff.rerouteNote', { most, count: question.reroutes })}</Quiet>
            <Choice
              labels={labels}
              id="stelle"
              name="stelle"
              label={t('staff.unit')}
              as="select"
              value={typedText(body, 'stelle')}
              error={errorOf(errors, 'stelle')}
              options={units(app)
                .filter(({ id }) => id !== question.unit)
                .map(({ id, name }) => ({ value: id, label: name[language] }))}
            />
            {long('warum', t('staff.why'), longest.reason, t('staff.whyHint'))}
          </StepForm>
        ) : null}
        <StepForm props={props} step="note" label={t('staff.note')} send={t('staff.noteSave')}>
          {long('notiz', t('staff.note'), longest.reason, t('staff.noteHint'))}
        </StepForm>
      </div>
    </Band>
  );
}

/** An answer that others need, too, becomes knowledge. */
export function ArticleBand(props: StaffProps & { today: string }): VNode | null {
  const { request, item, errors } = props;
  const { language } = request;
  const t = questionsTexts(language);
  const { question } = item;
  if (question.state !== 'answered') return null;
  return (
    <Band id="wissen" title={t('staff.makeArticle')} note={t('staff.makeArticleNote')} last>
      <StepForm props={props} step="article" label={t('staff.makeArticle')} send={t('staff.makeArticle')}>
        <ArticleFields
          request={request}
          errors={errors}
          before={{
            texts: { de: { title: '', text: '' } },
            services: question.service === null ? [] : [question.service],
            topics: question.topic === null ? [] : [question.topic],
            unverified: false,
          }}
        />
      </StepForm>
    </Band>
  );
}
