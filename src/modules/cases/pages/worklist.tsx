// /arbeitsliste: what a unit has to do, by due day, with views; nothing is older than the page itself.
import type { VNode } from 'preact';
import {
  Band,
  EmptyState,
  Notice,
  Pagination,
  Rows,
  State,
  Top,
  Views,
  WorkTable,
  Wrap,
  dueTone,
  formatDate,
  formatDateTime,
  formatDue,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { accountNames } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { courseFor } from '../../learning/index.ts';
import { certificateWarnings, policyOf, type CertificateWarning } from '../../policy/index.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import { seeWorklist } from '../permissions.ts';
import { unsettledCases, type UnsettledCase } from '../queries/corrected-values.ts';
import { readFilter } from '../queries/worklist-filter.ts';
import { worklist, worklistFigures, worklistViews, type WorklistView } from '../queries/worklist.ts';
import { certificateName } from '../why/condition-words.ts';
import { dayOf } from './case-parts.tsx';
import { FilterForm, filterNames, filterQuery } from './worklist-filter-form.tsx';

async function showWorklist(request: Request) {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const view: WorklistView = worklistViews.find((each) => each === query['ansicht']) ?? 'all';
  const figures = await worklistFigures(app, actor);
  const filter = readFilter(query, filterNames);
  const filtered = Object.keys(filter).length > 0;
  const { items, next } = await worklist(app, actor, { view, filter, cursor: query['cursor'] });
  const names = await accountNames(
    app,
    items.map((item) => item.assigneeId).filter((id) => id !== null),
  );
  const unsettled = query['cursor'] === undefined ? await unsettledCases(app, actor) : [];
  const closed = items.some((item) => item.applicantName === undefined);
  const warnings = (await certificateWarnings(app, actor)).filter(({ kind }) => kind !== 'none' || closed);
  const unit = unitName(app, actor.unit, language);
  const today = app.clock.today();
  const counts: Record<WorklistView, number> = {
    all: figures.open,
    mine: figures.mine,
    free: figures.free,
    waiting: figures.waiting,
  };
  const title = `${t('worklist')}, ${unit}`;
  const address = (of: WorklistView, more: Record<string, string> = {}) => {
    const parameters = new URLSearchParams({
      ...(of === 'all' ? {} : { ansicht: of }),
      ...filterQuery(query),
      ...more,
    });
    return parameters.size === 0 ? '/arbeitsliste' : `/arbeitsliste?${parameters}`;
  };
  return page(request, {
    title,
    content: (
      <Wrap>
        <Top labels={labels} title={t('worklist')} meta={`${unit}. ${t('worklistFigures', figures)}`} tight />
        <Unsettled request={request} cases={unsettled} />
        {warnings.map((warning) => (
          <CertificateNote key={warning.certificate} request={request} warning={warning} />
        ))}
        <Views
          label={t('views')}
          views={worklistViews.map((each) => ({
            label: t(`view.${each}`),
            href: address(each),
            count: filtered ? undefined : counts[each],
            current: each === view,
          }))}
        />
        <FilterForm request={request} view={view} />
        {items.length === 0 ? (
          <EmptyState text={t(filtered ? 'filter.empty' : 'empty')}>
            {view === 'all' && !filtered ? null : <a href="/arbeitsliste">{t('emptyNext')}</a>}
          </EmptyState>
        ) : (
          <WorkTable
            labels={labels}
            caption={title}
            columns={[
              { label: t('case') },
              { label: t('due'), sorted: 'ascending', kind: 'clock' },
              { label: t('state') },
              { label: t('assignee') },
              { label: t('received'), kind: 'nowrap' },
            ]}
            rows={items.map((item) => ({
              key: item.ref,
              title: serviceTitle(app, item.serviceId, language),
              href: `/faelle/${item.ref}`,
              sub: `${item.ref}, ${item.applicantName ?? t('nameWithheld')}`,
              cells: [
                item.due === null ? (
                  <State tone="neutral">{t('paused')}</State>
                ) : (
                  <>
                    <State tone={dueTone(item.due, today)}>{formatDue(item.due, today, language)}</State>{' '}
                    <small>{formatDate(item.due, language, 'shortDay')}</small>
                  </>
                ),
                caseWord(language, 'state', item.state),
                names.get(item.assigneeId ?? '') ?? t('nobody'),
                <>
                  {formatDate(dayOf(item.submittedAt), language, 'shortDay')}{' '}
                  <span class="quiet">{caseWord(language, 'channel', item.channel)}</span>
                </>,
              ],
            }))}
          />
        )}
        {next ? (
          <Pagination
            labels={labels}
            href={address(view, { cursor: next })}
            shown={items.length}
            total={filtered ? undefined : counts[view]}
          />
        ) : null}
      </Wrap>
    ),
  });
}

/** Cases that rest on a value that was wrong: what was decided does not change by itself. */
function Unsettled({
  request: { app, language },
  cases,
}: {
  request: Request;
  cases: readonly UnsettledCase[];
}): VNode | null {
  const t = caseTexts(language);
  if (cases.length === 0) return null;
  return (
    <Band id="berichtigt" title={t('corrected.listTitle')} note={t('corrected.listNote')}>
      <Rows
        small
        items={cases.map((each) => ({
          when: formatDate(dayOf(each.toldAt), language, 'day'),
          title: serviceTitle(app, each.serviceId, language),
          href: `/faelle/${each.ref}#berichtigt`,
          hidden: each.ref,
          text: `${each.ref}, ${each.applicantName ?? t('nameWithheld')}`,
          act: (
            <State tone={each.differs ? 'warning' : 'neutral'}>
              {t(each.decided ? 'corrected.listDecided' : 'corrected.listOpen')}
            </State>
          ),
        }))}
      />
    </Band>
  );
}

/** Before the end of a certificate, and after it. */
function CertificateNote({ request, warning }: { request: Request; warning: CertificateWarning }): VNode {
  const { app, language } = request;
  const t = caseTexts(language);
  const { certificate, kind, until } = warning;
  const course = courseFor(app, certificate);
  const ask = policyOf.of(app).certificates[certificate]?.ask[language] ?? '';
  return (
    <Notice
      tone={kind === 'soon' ? 'warning' : 'danger'}
      title={t(`warn.${kind}`, {
        name: certificateName(app, certificate, language),
        until: until === undefined ? '' : formatDateTime(until, language, 'day'),
      })}
    >
      <p>{t(kind === 'soon' ? 'warn.soonText' : 'warn.closedText', { ask })}</p>
      {course ? (
        <p>
          <a href={`/lernen/${course.id}`}>{course.title[language]}</a>
        </p>
      ) : null}
      <p>
        <a href="/warum">{t('why.link')}</a>
      </p>
    </Notice>
  );
}

export const worklistRoutes: Route[] = [
  {
    method: 'GET',
    url: '/arbeitsliste',
    may: seeWorklist,
    kind: 'page',
    summary: 'Open cases of a unit by due day',
    handle: showWorklist,
  },
];
