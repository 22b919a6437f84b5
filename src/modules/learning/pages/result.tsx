// /lernen/:course/test/:id/ergebnis: whether one has passed, what each answer was, and what to do next.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { Band, Button, Buttons, Notice, Rows, Stack, State, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { answerQuestions } from '../actions/answer-questions.ts';
import { questionAt, rightOf, type Attempt } from '../attempt.ts';
import type { Course } from '../course.ts';
import { courseById } from '../courses.ts';
import { neededRight } from '../judge.ts';
import { learningTexts } from '../learning-texts.ts';
import { learn } from '../permissions.ts';
import { ownCertificates } from '../queries/certificates.ts';
import { AnswerExplained } from './answered.tsx';
import { courseCrumb, crumbsTo } from './learning-parts.tsx';

async function show(request: Request): Promise<Reply> {
  const { app, language, params, query } = request;
  const staff = staffOf(request);
  const course = courseById(app, params['course']);
  // No answer more: it only ends what has ended by itself.
  const { attempt } = await answerQuestions(app, staff, params['id'], { answers: [], language });
  if (attempt.course !== course.id) throw new Fault('NOT_FOUND');
  if (!attempt.finishedAt) return seeOther(`/lernen/${course.id}/test/${attempt.id}`);
  const t = learningTexts(language);
  const certificate = attempt.passed
    ? (await ownCertificates(app, staff)).find((each) => each.course === course.id)
    : undefined;
  return page(request, {
    title: t('result.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          crumbs={crumbsTo(language, courseCrumb(course, language))}
          title={t('result.title')}
          tight
        />
        <Stack>
          <Verdict {...{ request, course, attempt }} late={query['spaet'] !== undefined} />
          <Buttons>
            {certificate ? (
              <Button go href={`/lernen/zertifikate/${certificate.id}`}>
                {t('result.certificate')}
              </Button>
            ) : (
              <Button variant="secondary" href={`/lernen/${course.id}`}>
                {t('result.back')}
              </Button>
            )}
          </Buttons>
        </Stack>
        {course.version === attempt.version ? <Answers {...{ request, course, attempt }} /> : null}
      </Wrap>
    ),
  });
}

function Verdict({
  request: { language },
  course,
  attempt,
  late,
}: {
  request: Request;
  course: Course;
  attempt: Attempt;
  late: boolean;
}): VNode {
  const t = learningTexts(language);
  if (attempt.endedBy === 'changed')
    return (
      <Notice tone="info" title={t('result.changed')} role="status">
        {t('result.changedText')}
      </Notice>
    );
  const all = attempt.drawn.length;
  const figures = { right: rightOf(attempt), all, needed: neededRight(all, course.passAt) };
  return (
    <Notice
      tone={attempt.passed ? 'success' : 'warning'}
      title={t(attempt.passed ? 'result.passed' : 'result.failed')}
      role="status"
    >
      <p>{t('result.figures', figures)}</p>
      {attempt.endedBy === 'time' ? <p>{t('result.time')}</p> : null}
      {late && attempt.endedBy === 'time' ? <p>{t('result.late')}</p> : null}
      {attempt.passed ? null : <p>{t('result.again')}</p>}
    </Notice>
  );
}

function Answers({
  request: { language },
  course,
  attempt,
}: {
  request: Request;
  course: Course;
  attempt: Attempt;
}): VNode {
  const t = learningTexts(language);
  return (
    <Band id="antworten" title={t('result.answers')} note={t('result.answersNote')}>
      <Rows
        kind="one"
        ordered
        items={attempt.drawn.flatMap((_drawn, at) => {
          const question = questionAt(attempt, course, at);
          const answer = attempt.answers[at];
          if (!question) return [];
          const tone = answer?.right ? 'success' : 'warning';
          const word = answer?.right ? 'answer.wasRight' : answer ? 'answer.wasWrong' : 'answer.none';
          return [
            {
              title: question.ask[language],
              children: (
                <>
                  <p>
                    <State tone={tone}>{t(word)}</State>
                  </p>
                  <AnswerExplained {...{ language, question, answer }} />
                </>
              ),
            },
          ];
        })}
      />
    </Band>
  );
}

export const resultRoute: Route = {
  method: 'GET',
  url: '/lernen/:course/test/:id/ergebnis',
  may: learn,
  kind: 'page',
  summary: 'The result of a test, answer by answer',
  handle: show,
};
