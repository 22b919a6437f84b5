// `GET /api/v1/learning/courses`: what staff learn, for everyone; `GET /api/v1/me/learning`: what I have to learn and have learned.
import { Type } from 'typebox';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { everyone } from '../../../kernel/permission.ts';
import type { Course } from '../course.ts';
import { allCourses } from '../courses.ts';
import { standingOf } from '../pages/certificate-reply.tsx';
import { learn } from '../permissions.ts';
import { ownCertificates } from '../queries/certificates.ts';
import { ownCourses } from '../queries/own-learning.ts';

const Nullable = Type.Union([Type.String(), Type.Null()]);
const CourseItem = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  summary: Type.String(),
  audience: Type.Array(Type.String(), { description: 'Roles, or `all`' }),
  minutes: Type.Integer(),
  questions: Type.Integer({ description: 'In the pool' }),
  draw: Type.Integer({ description: 'Questions in one try' }),
  passAt: Type.Number(),
  validMonths: Type.Union([Type.Integer(), Type.Null()]),
  certificate: Nullable,
  modules: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), text: Type.String() })),
});

const courseItem = (course: Course, { language }: Request) => ({
  ...{ id: course.id, version: course.version, audience: course.audience, minutes: course.minutes },
  title: course.title[language],
  summary: course.summary[language],
  questions: course.questions.length,
  draw: course.draw,
  passAt: course.passAt,
  validMonths: course.validMonths ?? null,
  certificate: course.certificate ?? null,
  modules: course.modules.map(({ id, title, text }) => ({
    ...{ id, title: title[language], text: text[language] },
  })),
});

const OwnItem = Type.Object({
  course: Type.String(),
  title: Type.String(),
  mandatory: Type.Boolean(),
  due: Nullable,
  state: Type.Enum(['late', 'soon', 'ahead', 'free']),
  read: Type.Array(Type.String(), { description: 'Ids of modules' }),
  completedAt: Nullable,
  validUntil: Nullable,
});
const OwnCertificateItem = Type.Object({
  course: Type.String(),
  title: Type.String(),
  code: Type.String(),
  issuedAt: Type.String(),
  validUntil: Nullable,
  standing: Type.Enum(['valid', 'ended', 'revoked']),
  verify: Type.String(),
});

async function own(request: Request): Promise<Reply> {
  const { app, language } = request;
  const staff = staffOf(request);
  const courses = await ownCourses(app, staff);
  const certificates = await ownCertificates(app, staff);
  return json({
    courses: courses.map(({ course, due, read, done }) => ({
      ...{ course: course.id, title: course.title[language], mandatory: due !== undefined },
      due: due?.day ?? null,
      state: due?.state ?? 'free',
      read: [...read],
      completedAt: done?.completedAt.toISOString() ?? null,
      validUntil: done?.validUntil?.toISOString() ?? null,
    })),
    certificates: certificates.map((each) => ({
      ...{ course: each.course, title: each.title[language], code: each.code },
      issuedAt: each.issuedAt.toISOString(),
      validUntil: each.validUntil?.toISOString() ?? null,
      standing: standingOf(each, app.clock.now()),
      verify: `${app.config.baseUrl}/verify/${each.code}`,
    })),
  });
}

export const learningApi: Route[] = [
  {
    method: 'GET',
    url: '/api/v1/learning/courses',
    may: everyone,
    kind: 'api',
    summary: 'The courses of staff with their modules; the questions of tests are not told',
    perMinute: 120,
    schema: { reply: { 200: Type.Object({ items: Type.Array(CourseItem) }) } },
    handle: (request) =>
      json({ items: allCourses(request.app).map((course) => courseItem(course, request)) }),
  },
  {
    method: 'GET',
    url: '/api/v1/me/learning',
    may: learn,
    kind: 'api',
    summary: 'My courses, what is due, my certificates',
    schema: {
      reply: {
        200: Type.Object({
          courses: Type.Array(OwnItem),
          certificates: Type.Array(OwnCertificateItem),
        }),
      },
    },
    handle: own,
  },
];
