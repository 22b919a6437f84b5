// /konto/sammelmeldungen/{id}: how far a batch is, and the result of each line, the refused ones first.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Facts,
  Pagination,
  State,
  Table,
  Top,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { openBatch, resultsPage, type LineResult } from '../batch/batch-results.ts';
import { batchesAddress, type Batch } from '../batch/batches.ts';
import { intakeTexts } from '../intake-texts.ts';
import { sendBatch } from '../permissions.ts';
import { BatchState, batchCounts } from './batches.tsx';
import { personOf } from './form-session.ts';

const pageSize = 50;
/** Seconds after which the page is loaded anew for those who have asked for it. */
const refreshSeconds = 10;

async function showBatch(request: Request): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = intakeTexts(language);
  const batch = await openBatch(app, personOf(request), params['batch'] ?? '');
  const { items, next } = await resultsPage(app, batch.id, { cursor: query['cursor'], limit: pageSize });
  const service = serviceTitle(app, batch.serviceId, language);
  const address = `${batchesAddress}/${batch.id}`;
  // Only while there is something to wait for, and for who has asked: a page that changes by itself disturbs those who
  // read it (WCAG 2.2.1, 2.2.2, 3.2.5).
  const bySelf = batch.state !== 'done' && query['aktualisieren'] !== undefined;
  return page(request, {
    title: `${service}, ${t('batch.title')}`,
    ...(bySelf ? { refresh: refreshSeconds } : {}),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={service}
          lead={batchCounts(language, batch)}
          crumbs={[
            { label: t('batch.account'), href: '/konto' },
            { label: t('batch.title'), href: batchesAddress },
          ]}
        />
        <Progress request={request} batch={batch} bySelf={bySelf} />
        <Band id="ergebnisse" title={t('batch.results')} note={t('batch.resultsNote')} full last>
          {items.length === 0 ? (
            <EmptyState text={t('batch.resultsNone')} />
          ) : (
            <Results request={request} batch={batch} items={items} />
          )}
          <Pagination
            labels={uiLabels(language)}
            href={next ? `${address}?cursor=${next}#ergebnisse` : undefined}
            hidden={t('batch.results')}
          />
        </Band>
      </Wrap>
    ),
  });
}

function Progress(props: { request: Request; batch: Batch; bySelf: boolean }): VNode {
  const { request, batch, bySelf } = props;
  const { language } = request;
  const t = intakeTexts(language);
  const address = `${batchesAddress}/${batch.id}`;
  const at = (instant: Date) => formatDateTime(instant, language, 'long');
  return (
    <Band id="stand" title={t('batch.progress')}>
      <Facts
        items={[
          { term: t('batch.state'), value: <BatchState language={language} batch={batch} /> },
          { term: t('batch.sentAt'), value: at(batch.createdAt) },
          ...(batch.finishedAt ? [{ term: t('batch.finishedAt'), value: at(batch.finishedAt) }] : []),
        ]}
      />
      <Buttons>
        {batch.state === 'done' ? null : bySelf ? (
          <>
            <Button variant="secondary" href={address}>
              {t('batch.pause')}
            </Button>
            <span class="quiet small">{t('batch.reloads', { seconds: refreshSeconds })}</span>
          </>
        ) : (
          <>
            <Button variant="secondary" href={address}>
              {t('batch.reload')}
            </Button>
            <a href={`${address}?aktualisieren=1`}>{t('batch.reloadBySelf', { seconds: refreshSeconds })}</a>
          </>
        )}
        <a href={`/api/v1/batches/${batch.id}/results`}>{t('batch.download')}</a>
      </Buttons>
    </Band>
  );
}

function Results(props: { request: Request; batch: Batch; items: readonly LineResult[] }): VNode {
  const { request, batch, items } = props;
  const t = intakeTexts(request.language);
  return (
    <Table
      id="ergebnisse-tabelle"
      caption={t('batch.resultsTable')}
      hideCaption
      columns={[
        { label: t('batch.line'), numeric: true },
        { label: t('batch.id'), nowrap: true },
        { label: t('batch.result') },
      ]}
      rows={items.map((each) => ({
        key: each.line,
        cells: [
          String(each.line),
          each.clientId ?? t('batch.noId'),
          // One below the other: on a phone a fourth column would be out of sight.
          <>
            <State tone={each.caseRef === null ? 'warning' : 'success'}>
              {t(each.caseRef === null ? 'batch.lineRefused' : 'batch.lineAccepted')}
            </State>{' '}
            <What request={request} batch={batch} result={each} />
          </>,
        ],
      }))}
    />
  );
}

/** The case, for whoever may open it; or why there is none. */
function What(props: { request: Request; batch: Batch; result: LineResult }): VNode {
  const { request, batch, result } = props;
  const { app, actor, language } = request;
  const { caseRef, code, errors } = result;
  if (caseRef !== null) {
    const own = actor.kind === 'person' && actor.id === batch.ownerId;
    return own ? <a href={`/faelle/${caseRef}`}>{caseRef}</a> : <>{caseRef}</>;
  }
  // Worded when the line was worked off; what is wrong with a line itself is told by its code.
  if (code === 'ANSWERS_INVALID')
    return <span lang={batch.language}>{errors.map(({ detail }) => detail).join(' ')}</span>;
  return <>{faultText(app, language, code ?? 'INTERNAL')}</>;
}

export const batchPageRoutes: Route[] = [
  {
    method: 'GET',
    url: `${batchesAddress}/:batch`,
    may: sendBatch,
    kind: 'page',
    summary: 'How far a batch is, and the result of each line',
    handle: showBatch,
  },
];
