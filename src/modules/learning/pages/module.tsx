// /lernen/:course/modul/:module: the text of a module, questions to oneself, and on to the next one.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Band,
  Button,
  Buttons,
  Disclosure,
  Form,
  PlainText,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { readModule } from '../actions/read-module.ts';
import type { Course, CourseModule } from '../course.ts';
import { courseById } from '../courses.ts';
import { learningTexts } from '../learning-texts.ts';
import { learn } from '../permissions.ts';
import { CourseText, courseCrumb, crumbsTo, moduleHref } from './learning-parts.tsx';

function find({ app, params }: Request): { course: Course; module: CourseModule; at: number } {
  const course = courseById(app, params['course']);
  const at = course.modules.findIndex(({ id }) => id === params['module']);
  const module = course.modules[at];
  if (!module) throw new Fault('NOT_FOUND');
  return { course, module, at };
}

function show(request: Request): Reply {
  const { language, csrf } = request;
  const t = learningTexts(language);
  const { course, module, at } = find(request);
  return page(request, {
    title: module.title[language],
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          crumbs={crumbsTo(language, courseCrumb(course, language))}
          title={module.title[language]}
          meta={t('module.of', { number: at + 1, all: course.modules.length })}
          tight
        />
        <CourseText text={module.text[language]} />
        {module.check && module.check.length > 0 ? (
          <Band id="selbst" title={t('module.checks')} note={t('module.checksNote')}>
            <Checks {...{ request, checks: module.check }} />
          </Band>
        ) : null}
        <Form
          plain
          action={moduleHref(course, module.id)}
          label={module.title[language]}
          hidden={{ _csrf: csrf }}
        >
          <Buttons>
            <Button go>{t(course.modules[at + 1] ? 'module.next' : 'module.last')}</Button>
          </Buttons>
        </Form>
      </Wrap>
    ),
  });
}

/** The answers stand below in the page itself: nobody is asked, nothing is kept. */
function Checks({
  request: { language },
  checks,
}: {
  request: Request;
  checks: NonNullable<CourseModule['check']>;
}): VNode {
  const t = learningTexts(language);
  return (
    <ol class="prose stack">
      {checks.map(({ id, ask, options }, index) => (
        <li key={id}>
          <PlainText text={ask[language]} />
          <ul>
            {options.map(({ text }, option) => (
              <li key={option}>{text[language]}</li>
            ))}
          </ul>
          <Disclosure summary={t('module.answer', { number: index + 1 })}>
            <ul>
              {options.map(({ text, right, why }, option) => (
                <li key={option}>
                  <strong>{t(right ? 'answer.true' : 'answer.false')}</strong> {text[language]}{' '}
                  {why[language]}
                </li>
              ))}
            </ul>
          </Disclosure>
        </li>
      ))}
    </ol>
  );
}

async function read(request: Request): Promise<Reply> {
  const { course, module, at } = find(request);
  await readModule(request.app, staffOf(request), { course: course.id, module: module.id });
  const next = course.modules[at + 1];
  return seeOther(next ? moduleHref(course, next.id) : `/lernen/${course.id}#test`);
}

const url = '/lernen/:course/modul/:module';

export const moduleRoutes: Route[] = [
  { method: 'GET', url, may: learn, kind: 'page', summary: 'A module of a course', handle: show },
  {
    method: 'POST',
    url,
    may: learn,
    kind: 'form',
    summary: 'Notes that the module was read, and goes on',
    handle: read,
  },
];
