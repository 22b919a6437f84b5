// /geld/auszuege: files of the bank. Each is shown with what is wrong with it at its line, and what became of each entry.
import type { VNode } from 'preact';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  MoreLink,
  Notice,
  Rows,
  Table,
  Top,
  Views,
  Wrap,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { safeFileName } from '../../../kernel/files/file-name.ts';
import { piecesOf } from '../../../kernel/files/content.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { importStatement, largestStatement } from '../actions/import-statement.ts';
import { moneyTexts } from '../money-texts.ts';
import { handleMoney, seeMoney } from '../permissions.ts';
import {
  entriesOf,
  latestStatements,
  pageOfEntries,
  statementById,
  type Entry,
  type Statement,
} from '../queries/statements.ts';
import { entryAmount, logEntries } from './entry-words.ts';
import { areas } from './staff-request.ts';

async function list(request: Request, error?: string): Promise<Reply> {
  const { app, language, query, csrf } = request;
  const t = moneyTexts(language);
  const labels = uiLabels(language);
  const after = readPageKey(query['cursor'], 'instant', 'uuid');
  const found = await latestStatements(app.db, after);
  const last = found.length > pageOfEntries ? found[pageOfEntries - 1] : undefined;
  const errors = error === undefined ? [] : [{ fieldId: 'auszug', message: error }];
  return page(request, {
    title: t('statements.title'),
    status: error === undefined ? 200 : 422,
    hasErrors: error !== undefined,
    content: (
      <Wrap>
        <Top labels={labels} title={t('statements.title')} lead={t('statements.lead')} tight />
        <Views {...areas(language, '/geld/auszuege')} />
        <ErrorSummary labels={labels} errors={errors} />
        {handleMoney.allows(request.actor, undefined, app) ? (
          <Band id="einlesen" title={t('statements.bring')}>
            <Form action="/geld/auszuege" multipart hidden={{ _csrf: csrf }}>
              <FileField
                labels={labels}
                id="auszug"
                name="auszug"
                label={t('statements.file')}
                hint={t('statements.fileHint')}
                accept=".xml,application/xml,text/xml"
                value={undefined}
                error={error}
              />
              <Buttons>
                <Button>{t('statements.send')}</Button>
              </Buttons>
            </Form>
          </Band>
        ) : null}
        <Band id="dateien" title={t('statements.files')} last>
          {found.length === 0 ? (
            <EmptyState text={t('statements.none')} />
          ) : (
            <Files request={request} files={found.slice(0, pageOfEntries)} />
          )}
          {last ? (
            <MoreLink
              href={`/geld/auszuege?cursor=${pageKey([last.uploadedAt.toISOString(), last.id])}`}
              label={t('further')}
            />
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}

function Files({ request: { language }, files }: { request: Request; files: readonly Statement[] }): VNode {
  const t = moneyTexts(language);
  return (
    <Rows
      items={files.map((each) => ({
        when: formatDate(swissDay(each.uploadedAt), language, 'short'),
        title: each.name,
        href: `/geld/auszuege/${each.id}`,
        text:
          each.readAt === null
            ? t('statements.reading')
            : t('statements.summary', { entries: each.entries, faults: each.faults.length }),
      }))}
    />
  );
}

async function bring(request: Request): Promise<Reply> {
  const { app, files, language } = request;
  const t = moneyTexts(language);
  const file = files.find(({ field }) => field === 'auszug');
  if (!file || file.fault === 'empty' || file.content.size === 0)
    return list(request, t('statements.missing'));
  if (file.fault !== undefined || file.content.size > largestStatement)
    return list(request, t('statements.tooLarge'));
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(file.content)) pieces.push(piece);
  try {
    const id = await importStatement(app, staffOf(request), {
      name: safeFileName(file.name, 'application/xml'),
      bytes: Buffer.concat(pieces),
    });
    return seeOther(`/geld/auszuege/${id}`);
  } catch (error) {
    // Brought twice: it is shown where it was read.
    if (error instanceof Fault && error.code === 'STATEMENT_KNOWN')
      return seeOther(`/geld/auszuege/${String(error.params['id'])}?bekannt=1`);
    throw error;
  }
}

async function show(request: Request): Promise<Reply> {
  const { app, language, params, query } = request;
  const t = moneyTexts(language);
  const id = params['id'] ?? '';
  const [line, entry] = readPageKey(query['cursor'], 'number', 'uuid') ?? [];
  const after = line !== undefined && entry !== undefined ? { line: Number(line), id: entry } : undefined;
  const found = await transact(app, staffOf(request), async (tx) => {
    const statement = isUuid(id) ? await statementById(tx.db, id) : undefined;
    const entries = statement ? await entriesOf(tx.db, id, after) : [];
    await logEntries(tx, entries.slice(0, pageOfEntries));
    return statement && { statement, entries };
  });
  if (!found) throw new Fault('NOT_FOUND');
  const { statement, entries } = found;
  const last = entries.length > pageOfEntries ? entries[pageOfEntries - 1] : undefined;
  return page(request, {
    title: statement.name,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={statement.name}
          meta={t('statements.broughtAt', { at: formatDateTime(statement.uploadedAt, language, 'short') })}
          crumbs={[{ label: t('statements.title'), href: '/geld/auszuege' }, { label: statement.name }]}
          tight
        />
        <div class="stack">
          {query['bekannt'] === '1' ? (
            <Notice tone="info" title={t('error.STATEMENT_KNOWN')} role="status" />
          ) : null}
          {statement.readAt === null ? (
            <Notice tone="info" title={t('statements.reading')} role="status" />
          ) : null}
        </div>
        {statement.faults.length > 0 ? (
          <Band id="fehler" title={t('statements.faults')} note={t('statements.faultsNote')}>
            <Rows
              items={statement.faults.slice(0, 200).map(({ line: at, code, detail }) => ({
                when: t('statements.line', { line: at }),
                title: t(`camt.${code}`),
                text: detail,
              }))}
            />
          </Band>
        ) : null}
        <Band id="eintraege" title={t('statements.entries')} last>
          {entries.length === 0 ? (
            <EmptyState text={t('statements.noEntries')} />
          ) : (
            <Entries request={request} entries={entries.slice(0, pageOfEntries)} />
          )}
          {last ? (
            <MoreLink
              href={`/geld/auszuege/${id}?cursor=${pageKey([String(last.line), last.id])}`}
              label={t('further')}
            />
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}

function Entries({ request: { language }, entries }: { request: Request; entries: readonly Entry[] }): VNode {
  const t = moneyTexts(language);
  const became = ({ state, reason, billId, id }: Entry) => {
    if (state === 'check')
      return <a href={`/geld/abgleich/${id}`}>{t(`check.${reason ?? 'unknown-reference'}`)}</a>;
    return billId === null ? (
      t(`entryState.${state}`)
    ) : (
      <a href={`/geld/rechnungen/${billId}`}>{t(`entryState.${state}`)}</a>
    );
  };
  return (
    <Table
      id="eintragstabelle"
      caption={t('statements.entriesTable')}
      hideCaption
      columns={[
        { label: t('statements.lineTerm'), numeric: true },
        // Early in the row, since on phones the end of it has to be scrolled to.
        { label: t('statements.became') },
        { label: t('statements.payer') },
        { label: t('ledger.day'), nowrap: true },
        { label: t('amount'), numeric: true },
      ]}
      rows={entries.map((each) => ({
        key: each.id,
        cells: [
          String(each.line),
          became(each),
          each.payer,
          formatDate(each.bookedOn, language, 'short'),
          entryAmount(each),
        ],
      }))}
    />
  );
}

export const statementRoutes: Route[] = [
  {
    ...{ method: 'GET', url: '/geld/auszuege', may: seeMoney, kind: 'page' },
    summary: 'Files of the bank, the latest first',
    handle: (request) => list(request),
  },
  {
    ...{ method: 'POST', url: '/geld/auszuege', may: handleMoney, kind: 'form' },
    summary: 'Brings a file of the bank (camt.054)',
    bodyLimit: largestStatement + 100_000,
    handle: bring,
  },
  {
    ...{ method: 'GET', url: '/geld/auszuege/:id', may: seeMoney, kind: 'page' },
    summary: 'One file of the bank: faults at their line, entries and what became of them',
    handle: show,
  },
];
