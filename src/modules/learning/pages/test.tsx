// /lernen/:course/test/:id: one question after the other, with what became of the one before, until all are answered or time is over.
import type { Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Form,
  Notice,
  Quiet,
  Stack,
  Top,
  Wrap,
  formatTime,
  uiLabels,
} from '../../../ui/index.ts';
import { answerQuestions } from '../actions/answer-questions.ts';
import { endedByItself } from '../actions/end-attempt.ts';
import { questionAt, type Attempt } from '../attempt.ts';
import type { Course, Question } from '../course.ts';
import { courseById } from '../courses.ts';
import type { AnswerFault } from '../judge.ts';
import { learningTexts } from '../learning-texts.ts';
import { learn } from '../permissions.ts';
import { ownAttempt } from '../queries/attempts.ts';
import { AnswerExplained } from './answered.tsx';
import { courseCrumb, crumbsTo } from './learning-parts.tsx';
import { QuestionFields, fieldIdOf, readAnswer } from './question-fields.tsx';

const url = '/lernen/:course/test/:id';
const testHref = (attempt: Attempt): string => `/lernen/${attempt.course}/test/${attempt.id}`;
const resultHref = (attempt: Attempt): string => `${testHref(attempt)}/ergebnis`;

async function find(request: Request): Promise<{ course: Course; attempt: Attempt }> {
  const { app, params } = request;
  const course = courseById(app, params['course']);
  const attempt = await ownAttempt(app, staffOf(request), params['id']);
  if (attempt?.course !== course.id) throw new Fault('NOT_FOUND');
  return { course, attempt };
}

interface Asked {
  typed: Typed;
  fault?: AnswerFault;
}

async function show(request: Request): Promise<Reply> {
  const { app, query } = request;
  const { course, attempt } = await find(request);
  // The result ends what has ended by itself.
  if (attempt.finishedAt || endedByItself(attempt, course, app.clock.now()))
    return explained(request, course, attempt) ?? seeOther(resultHref(attempt));
  if (query['nach'] !== undefined) {
    const before = explained(request, course, attempt);
    if (before) return before;
  }
  const typed = (request.parked ?? {}) as Typed;
  return askNext(request, course, attempt, { typed }) ?? seeOther(resultHref(attempt));
}

/** The answer before, where the course tells each at once. */
function explained(request: Request, course: Course, attempt: Attempt): Reply | undefined {
  const { language, query } = request;
  if (course.feedback !== 'each' || !/^\d{1,2}$/.test(query['nach'] ?? '')) return undefined;
  const at = Number(query['nach']) - 1;
  const answer = attempt.answers[at];
  const question = questionAt(attempt, course, at);
  if (!answer || !question || course.version !== attempt.version) return undefined;
  const t = learningTexts(language);
  const labels = uiLabels(language);
  const number = at + 1;
  const last = attempt.answers.length === attempt.drawn.length;
  const title = t('question.of', { number, all: attempt.drawn.length });
  return page(request, {
    title: `${t(answer.right ? 'answer.wasRight' : 'answer.wasWrong')} ${title}`,
    content: (
      <Wrap>
        <Top
          labels={labels}
          crumbs={crumbsTo(language, courseCrumb(course, language))}
          title={question.ask[language]}
          meta={title}
          tight
        />
        <Stack>
          <Notice
            tone={answer.right ? 'success' : 'warning'}
            title={t(answer.right ? 'answer.wasRight' : 'answer.wasWrong')}
            role="status"
          />
          <AnswerExplained {...{ language, question, answer }} />
          <Buttons>
            <Button go href={last ? resultHref(attempt) : testHref(attempt)}>
              {t(last ? 'answer.result' : 'answer.next')}
            </Button>
          </Buttons>
        </Stack>
      </Wrap>
    ),
  });
}

/** The next open question; undefined where there is none. */
function askNext(request: Request, course: Course, attempt: Attempt, asked: Asked): Reply | undefined {
  const { language, csrf } = request;
  const at = attempt.answers.length;
  const question = questionAt(attempt, course, at);
  const drawn = attempt.drawn[at];
  if (!question || !drawn) return undefined;
  const t = learningTexts(language);
  const labels = uiLabels(language);
  const error = asked.fault && t(faultText(question, asked.fault));
  const title = t('question.of', { number: at + 1, all: attempt.drawn.length });
  return page(request, {
    title: `${title}, ${course.title[language]}`,
    hasErrors: error !== undefined,
    status: error === undefined ? 200 : 422,
    content: (
      <Wrap>
        <Top labels={labels} crumbs={crumbsTo(language, courseCrumb(course, language))} meta={title} tight />
        <ErrorSummary
          labels={labels}
          errors={error === undefined ? [] : [{ fieldId: fieldIdOf(question), message: error }]}
        />
        <Form action={testHref(attempt)} label={title} hidden={{ _csrf: csrf, frage: question.id }}>
          <QuestionFields {...{ language, question, drawn, error }} typed={asked.typed} />
          <Buttons>
            <Button>{t('question.send')}</Button>
          </Buttons>
          <Quiet>{t('question.until', { time: formatTime(attempt.endsAt, language) })}</Quiet>
        </Form>
      </Wrap>
    ),
  });
}

const faultText = ({ kind }: Question, fault: AnswerFault) =>
  kind === 'order' || fault === 'order' ? 'question.wrongOrder' : 'question.empty';

async function answer(request: Request): Promise<Reply> {
  const { app, language } = request;
  const { course, attempt } = await find(request);
  const typed = (request.body ?? {}) as Typed;
  const asked = typeof typed['frage'] === 'string' ? typed['frage'] : '';
  const question = course.questions.find(({ id }) => id === asked);
  const given = question ? readAnswer(question, typed) : [];
  const result = await answerQuestions(app, staffOf(request), attempt.id, {
    ...{ answers: [{ question: asked, given }], language },
  });
  if (result.refused) return seeOther(`${resultHref(attempt)}?spaet=1`);
  // The page was made for another question than the one that is next: show that one.
  if (result.fault === 'unknown') return seeOther(testHref(attempt));
  if (result.fault !== undefined)
    return (
      askNext(request, course, result.attempt, { typed, fault: result.fault }) ??
      seeOther(resultHref(attempt))
    );
  const place = result.attempt.drawn.findIndex(({ id }) => id === asked);
  if (course.feedback === 'each') return seeOther(`${testHref(attempt)}?nach=${place + 1}`);
  return seeOther(result.attempt.finishedAt ? resultHref(attempt) : testHref(attempt));
}

export const testRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: learn,
    kind: 'page',
    summary: 'The next question of a test, or what became of the last answer',
    handle: show,
  },
  {
    method: 'POST',
    url,
    may: learn,
    kind: 'form',
    summary: 'Answers a question, once and in time',
    perMinute: 120,
    handle: answer,
  },
];
