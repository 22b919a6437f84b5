// /lernen/stand, /:course, /:course/:unit: how far units are with what is mandatory, and who has to do it now. Never how well.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  EmptyState,
  Pagination,
  Quiet,
  State,
  Table,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  formatNumber,
  uiLabels,
  type Children,
} from '../../../ui/index.ts';
import { unitName, unitOf } from '../../organisation/index.ts';
import { courseById, courseNamed } from '../courses.ts';
import { stateOf } from '../intervals.ts';
import { learningTexts } from '../learning-texts.ts';
import { revokeCertificates, seeTraining } from '../permissions.ts';
import { duePersons, progressFor, seesTrainingOf, sumsOf } from '../queries/progress.ts';

type Figures = { must: number; done: number; soon: number; late: number };

function columns(request: Request, first: string) {
  const t = learningTexts(request.language);
  return [
    { label: first },
    { label: t('stand.must'), numeric: true },
    { label: t('stand.done'), numeric: true },
    { label: t('stand.soon'), numeric: true },
    { label: t('stand.late'), numeric: true },
  ];
}

const cells = ({ language }: Request, { must, done, soon, late }: Figures): Children[] =>
  [must, done, soon, late].map((figure) => formatNumber(figure, language));

const counted = ({ language }: Request, rows: readonly { at: Date }[]): string => {
  const last = Math.max(...rows.map(({ at }) => at.getTime()));
  return learningTexts(language)('stand.counted', {
    moment: formatDateTime(new Date(last), language, 'day'),
  });
};

async function all(request: Request): Promise<Reply> {
  const { app, actor, language } = request;
  const t = learningTexts(language);
  const sums = sumsOf(await progressFor(app, staffOf(request)));
  return page(request, {
    title: t('stand.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          crumbs={[{ label: t('own.title'), href: '/lernen' }]}
          title={t('stand.title')}
          lead={t('stand.lead')}
          tight
        />
        {sums.length === 0 ? (
          <EmptyState text={t('stand.nobody')} />
        ) : (
          <>
            <Table
              id="stand"
              caption={t('stand.byCourse')}
              columns={columns(request, t('stand.course'))}
              rows={sums.map((sum) => ({
                key: sum.course,
                cells: [
                  <a href={`/lernen/stand/${sum.course}`}>
                    {courseNamed(app, sum.course)?.title[language] ?? sum.course}
                  </a>,
                  ...cells(request, sum),
                ],
              }))}
            />
            <Quiet>{counted(request, sums)}</Quiet>
          </>
        )}
        {revokeCertificates.allows(actor, undefined, app) ? (
          <p>
            <a href="/lernen/widerruf">{t('revoke.title')}</a>
          </p>
        ) : null}
      </Wrap>
    ),
  });
}

async function ofCourse(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const t = learningTexts(language);
  const course = courseById(app, params['course']);
  const rows = await progressFor(app, staffOf(request), course.id);
  const title = t('stand.of', { course: course.title[language] });
  return page(request, {
    title,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          crumbs={[
            { label: t('own.title'), href: '/lernen' },
            { label: t('stand.title'), href: '/lernen/stand' },
          ]}
          title={title}
          tight
        />
        {rows.length === 0 ? (
          <EmptyState text={t('stand.nobody')} />
        ) : (
          <>
            <Table
              id="stellen"
              caption={t('stand.byUnit')}
              columns={columns(request, t('stand.unit'))}
              rows={rows.map((row) => ({
                key: row.unit,
                cells: [
                  <a href={`/lernen/stand/${course.id}/${row.unit}`}>{unitName(app, row.unit, language)}</a>,
                  ...cells(request, row),
                ],
              }))}
            />
            <Quiet>{counted(request, rows)}</Quiet>
          </>
        )}
      </Wrap>
    ),
  });
}

async function ofUnit(request: Request): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = learningTexts(language);
  const staff = staffOf(request);
  const course = courseById(app, params['course']);
  const unit = unitOf(app, params['unit'] ?? '');
  // The same answer for a unit that there is not.
  if (!unit || !seesTrainingOf(app, staff, unit.id)) throw new Fault('NOT_FOUND');
  const { persons, next } = await duePersons(app, staff, {
    ...{ course: course.id, unit: unit.id },
    after: readPageKey(query['cursor'], 'day', 'uuid'),
  });
  const name = unitName(app, unit.id, language);
  const today = app.clock.today();
  const here = `/lernen/stand/${course.id}`;
  return page(request, {
    title: `${name}, ${course.title[language]}`,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          crumbs={[
            { label: t('own.title'), href: '/lernen' },
            { label: t('stand.title'), href: '/lernen/stand' },
            { label: course.title[language], href: here },
          ]}
          title={name}
          lead={t('stand.dueLead')}
          tight
        />
        {persons.length === 0 ? (
          <EmptyState text={t('stand.nobodyDue')} />
        ) : (
          <Table
            id="personen"
            caption={t('stand.due')}
            columns={[
              { label: t('stand.person') },
              { label: t('stand.state') },
              { label: t('stand.before') },
            ]}
            rows={persons.map((person, index) => ({
              key: index,
              cells: [
                person.name,
                <State tone={stateOf(person.dueOn, today) === 'late' ? 'danger' : 'warning'}>
                  {t(stateOf(person.dueOn, today) === 'late' ? 'state.late' : 'state.soon', {
                    day: formatDate(person.dueOn, language),
                  })}
                </State>,
                t(person.done ? 'stand.again' : 'stand.never'),
              ],
            }))}
          />
        )}
        {next === null ? null : (
          <Pagination labels={uiLabels(language)} href={`${here}/${unit.id}?cursor=${next}`} />
        )}
      </Wrap>
    ),
  });
}

export const standRoutes: Route[] = [
  {
    method: 'GET',
    url: '/lernen/stand',
    may: seeTraining,
    kind: 'page',
    summary: 'How far units are with mandatory training, by course',
    handle: all,
  },
  {
    method: 'GET',
    url: '/lernen/stand/:course',
    may: seeTraining,
    kind: 'page',
    summary: 'How far units are with one course',
    handle: ofCourse,
  },
  {
    method: 'GET',
    url: '/lernen/stand/:course/:unit',
    may: seeTraining,
    kind: 'page',
    summary: 'Who of a unit has to do a course now',
    handle: ofUnit,
  },
];
