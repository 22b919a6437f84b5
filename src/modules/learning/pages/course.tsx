// /lernen/:course: what a course is about, its modules, and the start of its test.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Band,
  Button,
  Buttons,
  Facts,
  Form,
  Notice,
  Quiet,
  Rows,
  State,
  Top,
  Wrap,
  formatDateTime,
  formatPercent,
  uiLabels,
} from '../../../ui/index.ts';
import { startAttempt } from '../actions/start-attempt.ts';
import { endedByItself } from '../actions/end-attempt.ts';
import type { Attempt } from '../attempt.ts';
import type { Course } from '../course.ts';
import { courseById } from '../courses.ts';
import { learningTexts } from '../learning-texts.ts';
import { learn } from '../permissions.ts';
import { ownAttempts, pastTries } from '../queries/attempts.ts';
import { ownCertificates } from '../queries/certificates.ts';
import { ownCourses, type OwnCourse } from '../queries/own-learning.ts';
import { triesLeft, waitUntil, type PastTries } from '../tries.ts';
import { CourseState, crumbsTo, moduleHref } from './learning-parts.tsx';
import { certificateRow } from './overview.tsx';

async function show(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const staff = staffOf(request);
  const course = courseById(app, params['course']);
  const t = learningTexts(language);
  const own = (await ownCourses(app, staff)).find((each) => each.course === course);
  const attempts = await ownAttempts(app, staff, course.id);
  const past = await ownData(app, staff, (db) => pastTries(db, staff.id, course.id));
  const certificates = (await ownCertificates(app, staff)).filter((each) => each.course === course.id);
  return page(request, {
    title: course.title[language],
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          crumbs={crumbsTo(language)}
          title={course.title[language]}
          lead={course.summary[language]}
          aside={own ? <CourseState own={own} language={language} /> : undefined}
          tight
        />
        {(course.unverified ?? []).length > 0 ? (
          <Notice tone="info" title={t('course.unverified')}>
            {t('course.unverifiedText')}
          </Notice>
        ) : null}
        <Band id="module" title={t('course.modules')} note={t('course.minutes', { minutes: course.minutes })}>
          <Modules {...{ request, course, own }} />
        </Band>
        <Band id="test" title={t('test.title')} note={t('test.note')}>
          <TestFacts {...{ request, course }} />
          <Start {...{ request, course, attempts, past }} />
        </Band>
        {certificates.length > 0 ? (
          <Band id="zertifikate" title={t('own.certificates')}>
            <Rows kind="two" items={certificates.map((each) => certificateRow(request, each))} />
          </Band>
        ) : null}
      </Wrap>
    ),
  });
}

function Modules({
  request: { language },
  course,
  own,
}: {
  request: Request;
  course: Course;
  own: OwnCourse | undefined;
}): VNode {
  const t = learningTexts(language);
  return (
    <Rows
      kind="two"
      ordered
      items={course.modules.map(({ id, title }) => ({
        title: title[language],
        href: moduleHref(course, id),
        act: own?.read.has(id) ? <State tone="success">{t('module.read')}</State> : null,
      }))}
    />
  );
}

function TestFacts({ request: { language }, course }: { request: Request; course: Course }): VNode {
  const t = learningTexts(language);
  return (
    <Facts
      small
      items={[
        {
          term: t('test.questions'),
          value: t('test.questionsOf', { draw: course.draw, all: course.questions.length }),
        },
        { term: t('test.passAt'), value: formatPercent(course.passAt * 100, language, 0) },
        { term: t('test.time'), value: t('test.minutes', { minutes: course.minutesForQuiz }) },
        { term: t('test.tries'), value: t('test.triesText', course.tries) },
        { term: t('test.feedback'), value: t(course.feedback === 'each' ? 'test.each' : 'test.end') },
        {
          term: t('test.valid'),
          value:
            course.validMonths === undefined
              ? t('test.unlimited')
              : t('test.months', { months: course.validMonths }),
        },
      ]}
    />
  );
}

interface StartProps {
  request: Request;
  course: Course;
  attempts: readonly Attempt[];
  past: PastTries;
}

function Start({ request, course, attempts, past }: StartProps): VNode {
  const { app, language, csrf } = request;
  const t = learningTexts(language);
  const now = app.clock.now();
  const open = attempts.find((each) => !each.finishedAt && !endedByItself(each, course, now));
  if (open)
    return (
      <Buttons>
        <Button go href={`/lernen/${course.id}/test/${open.id}`}>
          {t('test.goOn')}
        </Button>
      </Buttons>
    );
  const wait = waitUntil(past, course.tries, now);
  if (wait)
    return (
      <Notice
        tone="warning"
        title={t('test.wait', { until: formatDateTime(wait, language, 'day') })}
        level={3}
      >
        {t('test.waitText')}
      </Notice>
    );
  return (
    <>
      <Form plain action={`/lernen/${course.id}/test`} label={t('test.title')} hidden={{ _csrf: csrf }}>
        <Buttons>
          <Button go>{t('test.start')}</Button>
          <Button variant="secondary" name="zeit" value="doppelt">
            {t('test.startDouble', { minutes: course.minutesForQuiz * 2 })}
          </Button>
        </Buttons>
      </Form>
      <Quiet>
        {past.failed > 0 ? t('test.left', { left: triesLeft(past, course.tries) }) : t('test.doubleWhy')}
      </Quiet>
    </>
  );
}

async function start(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const body = (request.body ?? {}) as Record<string, unknown>;
  const id = await startAttempt(app, staffOf(request), {
    ...{ course: params['course'], language, doubleTime: body['zeit'] === 'doppelt' },
  });
  return seeOther(`/lernen/${params['course']}/test/${id}`);
}

export const courseRoutes: Route[] = [
  {
    method: 'GET',
    url: '/lernen/:course',
    may: learn,
    kind: 'page',
    summary: 'A course with its modules and the rules of its test',
    handle: show,
  },
  {
    method: 'POST',
    url: '/lernen/:course/test',
    may: learn,
    kind: 'form',
    summary: 'Starts a try of the test, or goes on with the open one',
    perMinute: 30,
    handle: start,
  },
];
