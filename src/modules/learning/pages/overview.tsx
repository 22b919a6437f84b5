// /lernen: my courses. First what is due, then the path of my role, then everything else, and my certificates.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Band,
  EmptyState,
  Rows,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
  type RowItem,
} from '../../../ui/index.ts';
import { learningTexts } from '../learning-texts.ts';
import { learn, seeTraining } from '../permissions.ts';
import { ownCertificates, type OwnCertificate } from '../queries/certificates.ts';
import { ownCourses, ownPaths, type OwnCourse } from '../queries/own-learning.ts';
import { CourseState } from './learning-parts.tsx';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  const staff = staffOf(request);
  const t = learningTexts(language);
  const courses = await ownCourses(app, staff);
  const certificates = await ownCertificates(app, staff);
  const due = courses.filter((each) => each.due && each.due.state !== 'ahead');
  const paths = ownPaths(app, staff, courses);
  const onPath = new Set(paths.flatMap((path) => path.courses.map(({ course }) => course.id)));
  const rest = courses.filter(({ course }) => !onPath.has(course.id));
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('own.title')} lead={t('own.lead')} tight />
        {due.length > 0 ? (
          <Band id="faellig" title={t('own.due')} note={t('own.dueNote')}>
            <CourseRows {...{ request, courses: due }} />
          </Band>
        ) : null}
        {paths.map((path, index) => (
          <Band key={index} id={`pfad-${index + 1}`} title={path.title[language]} note={t('own.pathNote')}>
            <CourseRows {...{ request, courses: path.courses }} ordered />
          </Band>
        ))}
        {rest.length > 0 ? (
          <Band id="weitere" title={t(paths.length > 0 ? 'own.more' : 'own.all')}>
            <CourseRows {...{ request, courses: rest }} />
          </Band>
        ) : null}
        {courses.length === 0 ? <EmptyState text={t('own.none')} /> : null}
        {certificates.length > 0 ? (
          <Band id="zertifikate" title={t('own.certificates')}>
            <Rows kind="two" items={certificates.map((each) => certificateRow(request, each))} />
          </Band>
        ) : null}
        {seeTraining.allows(actor, undefined, app) ? (
          <Band id="stand" title={t('stand.title')}>
            <p>
              <a href="/lernen/stand">{t('stand.open')}</a>
            </p>
          </Band>
        ) : null}
      </Wrap>
    ),
  });
}

function CourseRows({
  request: { language },
  courses,
  ordered,
}: {
  request: Request;
  courses: readonly OwnCourse[];
  ordered?: boolean;
}): VNode {
  const t = learningTexts(language);
  return (
    <Rows
      kind="two"
      ordered={ordered}
      items={courses.map((own): RowItem => {
        const { course, due } = own;
        const facts = t(due ? 'course.factsMandatory' : 'course.facts', {
          minutes: course.minutes,
          modules: course.modules.length,
        });
        return {
          title: course.title[language],
          href: `/lernen/${course.id}`,
          text: `${course.summary[language].trim()} ${facts}`,
          act: <CourseState own={own} language={language} />,
        };
      })}
    />
  );
}

export function certificateRow({ app, language }: Request, each: OwnCertificate): RowItem {
  const t = learningTexts(language);
  const issued = formatDateTime(each.issuedAt, language, 'long');
  const until =
    each.validUntil === undefined
      ? t('certificate.unlimited')
      : t(each.validUntil > app.clock.now() ? 'certificate.until' : 'certificate.ended', {
          moment: formatDateTime(each.validUntil, language, 'long'),
        });
  return {
    title: each.title[language],
    href: `/lernen/zertifikate/${each.id}`,
    hidden: issued,
    text: `${t('certificate.issued', { moment: issued })} ${each.revokedAt ? t('certificate.revoked') : until}`,
  };
}

export const overviewRoute: Route = {
  method: 'GET',
  url: '/lernen',
  may: learn,
  kind: 'page',
  summary: 'My courses, what is due, my certificates',
  handle: show,
};
