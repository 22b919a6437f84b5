// /mitreden/:id/umfrage: the questions of a survey as one form, read and checked by the form engine; answered once.
import type { VNode } from 'preact';
import { readSingle, singleControls, type FormBody } from '../../../../engine/index.ts';
import { sentId } from '../../../../kernel/http/form-id.ts';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import {
  Choice,
  LongTextField,
  MultiChoice,
  NumberField,
  YesNo,
  uiLabels,
  type FormError,
} from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { contributeForm, readTyped } from '../../pages/contribute-form.tsx';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { fieldOf, questionsOf, type Question } from './part.ts';

interface ReadAnswers {
  answers: Record<string, unknown>;
  /** Values of controls by question, as typed. */
  typed: Record<string, string | string[] | undefined>;
  errors: FormError[];
}

/** What was posted; a blank answer to an optional question is none. */
function read(request: Request, process: Process): ReadAnswers {
  const { language } = request;
  const body = (request.body ?? {}) as FormBody;
  const read: ReadAnswers = { answers: {}, typed: {}, errors: [] };
  for (const question of questionsOf(process)) {
    const field = fieldOf(question);
    const { typed, value } = readSingle(field, body, question.id, language, { lists: {} });
    read.typed[question.id] = singleControls(field, typed, language, {})[''];
    const blank =
      typed === undefined || typed === null || typed === '' || (Array.isArray(typed) && typed.length === 0);
    if (value !== undefined) read.answers[question.id] = value;
    else if (!(question.optional && blank))
      read.errors.push({
        fieldId: question.id,
        message: participationTexts(language)('survey.wrong', { question: question.label[language] }),
      });
  }
  return read;
}

function Control({
  request,
  question,
  given,
}: {
  request: Request;
  question: Question;
  given: ReadAnswers;
}): VNode {
  const { language } = request;
  const value = given.typed[question.id];
  const props = {
    labels: uiLabels(language),
    id: question.id,
    name: question.id,
    label: question.label[language],
    hint: question.hint?.[language],
    optional: question.optional,
    error: given.errors.find(({ fieldId }) => fieldId === question.id)?.message,
  };
  const options = (question.options ?? []).map(({ id, label }) => ({ value: id, label: label[language] }));
  const text = typeof value === 'string' ? value : '';
  switch (question.type) {
    case 'choice':
      return <Choice {...props} options={options} value={text} />;
    case 'multichoice':
      return (
        <MultiChoice
          {...props}
          options={options}
          value={Array.isArray(value) ? value : text === '' ? [] : [text]}
        />
      );
    case 'yesno':
      return <YesNo {...props} value={text} />;
    case 'number':
      return <NumberField {...props} value={text} />;
    case 'longtext':
      return <LongTextField {...props} maxLength={2000} value={text} />;
  }
}

function form(request: Request, given: ReadAnswers): Reply {
  const { language } = request;
  const process = processById(request.app, request.params['id'], 'survey');
  const t = participationTexts(language);
  return contributeForm(request, {
    process,
    title: process.title[language],
    lead: t('survey.lead'),
    action: `/mitreden/${process.id}/umfrage`,
    send: t('survey.send'),
    unnamed: t('survey.unnamed'),
    typed: readTyped(request, process),
    errors: given.errors,
    children: questionsOf(process).map((question) => (
      <Control key={question.id} request={request} question={question} given={given} />
    )),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language, params } = request;
  const process = processById(app, params['id'], 'survey');
  const given = read(request, process);
  if (given.errors.length > 0) return form(request, given);
  await contribute(app, await participantOf(request, process), {
    ...{ id: sentId(body), process, act: 'answer', data: given.answers, language },
    named: false,
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1`);
}

const url = '/mitreden/:id/umfrage';

export const surveyRoutes = forParticipants([
  {
    method: 'GET',
    url,
    kind: 'page',
    summary: 'The questions of a survey',
    handle: (request) => form(request, { answers: {}, typed: {}, errors: [] }),
  },
  {
    method: 'POST',
    url,
    kind: 'form',
    summary: 'Answers a survey, once',
    perMinute: 30,
    handle: send,
  },
]);
