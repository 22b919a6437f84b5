// Before a question is shown to everyone: what says who somebody is, marked; and the words without it, which staff change and release.
import type { VNode } from 'preact';
import { typedText, typedTexts } from '../../../kernel/http/typed-text.ts';
import {
  Band,
  Choice,
  LongTextField,
  MultiChoice,
  Quiet,
  TextField,
  errorOf,
  uiLabels,
} from '../../../ui/index.ts';
import { topics } from '../../catalogue/index.ts';
import { findPersonal, masked, type Finding } from '../masking/find-personal.ts';
import { longest } from '../question.ts';
import { questionsTexts } from '../questions-texts.ts';
import { StepForm, type StaffProps } from './staff-forms.tsx';

export function PublishBand(props: StaffProps & { known: readonly string[] }): VNode | null {
  const { request, item, errors } = props;
  const { app, language, body } = request;
  const { question, published } = item;
  const t = questionsTexts(language);
  const labels = uiLabels(language);
  if (question.state === 'withdrawn') return null;
  if (!question.public && !question.consent)
    return (
      <Band id="veroeffentlichen" title={t('publish.title')}>
        <p>{t('publish.private')}</p>
      </Band>
    );
  const year = Number(app.clock.today().slice(0, 4));
  const find = (text: string) => findPersonal(text, { year, known: props.known });
  const before = { title: question.title, body: question.body, answer: question.answer };
  const propose = (text: string) => masked(text, find(text), (kind) => `[${t(`mask.${kind}`)}]`);
  const after = (field: string, kept: string | undefined, text: string) =>
    typedText(body, field) || (kept ?? propose(text));
  return (
    <Band id="veroeffentlichen" title={t('publish.title')} note={t('publish.note')}>
      <div class="stack">
        <h3>{t('publish.before')}</h3>
        <Marked text={before.title} findings={find(before.title)} />
        <Marked text={before.body} findings={find(before.body)} />
        {before.answer === '' ? null : <Marked text={before.answer} findings={find(before.answer)} />}
        <h3>{t('publish.after')}</h3>
        <StepForm
          props={props}
          step="publish"
          label={t('publish.title')}
          send={t(published ? 'publish.again' : 'publish.send')}
          main
        >
          <TextField
            labels={labels}
            id="neuer-titel"
            name="neuer-titel"
            label={t('ask.inShort')}
            maxLength={longest.title}
            value={after('neuer-titel', published?.title, before.title)}
            error={errorOf(errors, 'neuer-titel')}
          />
          <LongTextField
            labels={labels}
            id="neuer-text"
            name="neuer-text"
            label={t('fact.body')}
            optional
            maxLength={longest.body}
            value={after('neuer-text', published?.body, before.body)}
            error={errorOf(errors, 'neuer-text')}
          />
          {before.answer === '' ? null : (
            <LongTextField
              labels={labels}
              id="neue-antwort"
              name="neue-antwort"
              label={t('answer.title')}
              maxLength={longest.answer}
              value={after('neue-antwort', published?.answer || undefined, before.answer)}
              error={errorOf(errors, 'neue-antwort')}
            />
          )}
          <Choice
            labels={labels}
            id="thema"
            name="thema"
            label={t('ask.topic')}
            optional
            as="select"
            value={typedText(body, 'thema') || (question.topic ?? '')}
            options={topics(app).map(({ id, name }) => ({ value: id, label: name[language] }))}
          />
          <MultiChoice
            labels={labels}
            id="gesehen"
            name="gesehen"
            label={t('mask.checked')}
            optional
            value={typedTexts(body, 'gesehen')}
            error={errorOf(errors, 'gesehen')}
            options={[{ value: 'yes', label: t('mask.checkedYes') }]}
          />
        </StepForm>
        {published ? (
          <StepForm props={props} step="hide" label={t('publish.hide')} send={t('publish.hide')}>
            <Quiet>{t('publish.hideNote')}</Quiet>
            <LongTextField
              labels={labels}
              id="grund"
              name="grund"
              label={t('staff.why')}
              maxLength={longest.reason}
              rows={2}
              value={typedText(body, 'grund')}
              error={errorOf(errors, 'grund')}
            />
          </StepForm>
        ) : null}
      </div>
    </Band>
  );
}

/** What would be masked is marked, so that staff see what the program has seen, and what not. */
function Marked({ text, findings }: { text: string; findings: readonly Finding[] }): VNode | null {
  if (text === '') return null;
  const parts: (string | VNode)[] = [];
  let at = 0;
  for (const { from, to } of findings) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <p dir="auto" class="written">
      {[...parts, text.slice(at)]}
    </p>
  );
}
