// /geld/abgleich: what the bank has reported and the program could not book by itself, each with its reason and what can be done.
import type { VNode } from 'preact';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  Declaration,
  EmptyState,
  ErrorSummary,
  Facts,
  Form,
  LongTextField,
  MoreLink,
  Notice,
  TextField,
  Top,
  Views,
  WorkTable,
  Wrap,
  formatDate,
  uiLabels,
  errorOf,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { settleEntry, type EntryStep } from '../actions/settle-entry.ts';
import { moneyTexts } from '../money-texts.ts';
import { handleMoney, seeMoney } from '../permissions.ts';
import { entriesToCheck, entryById, pageOfEntries, type Entry } from '../queries/statements.ts';
import { entryAmount, logEntries } from './entry-words.ts';
import { areas, longestNote } from './staff-request.ts';

async function list(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = moneyTexts(language);
  const [day, id] = readPageKey(query['cursor'], 'day', 'uuid') ?? [];
  const entries = await transact(app, staffOf(request), async (tx) => {
    const found = await entriesToCheck(
      tx.db,
      day !== undefined && id !== undefined ? { day, id } : undefined,
    );
    await logEntries(tx, found.slice(0, pageOfEntries));
    return found;
  });
  const last = entries.length > pageOfEntries ? entries[pageOfEntries - 1] : undefined;
  return page(request, {
    title: t('checks.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('checks.title')} lead={t('checks.lead')} tight />
        <Views {...areas(language, '/geld/abgleich')} />
        <Band id="pruefen" title={t('checks.open')} last>
          {entries.length === 0 ? (
            <EmptyState text={t('checks.none')} />
          ) : (
            <WorkTable
              labels={uiLabels(language)}
              caption={t('checks.open')}
              columns={[
                { label: t('checks.why') },
                { label: t('ledger.day'), kind: 'nowrap' },
                { label: t('amount'), kind: 'n' },
              ]}
              rows={entries.slice(0, pageOfEntries).map((each) => ({
                key: each.id,
                title: t(`check.${each.reason ?? 'unknown-reference'}`),
                href: `/geld/abgleich/${each.id}`,
                sub: each.payer,
                cells: [formatDate(each.bookedOn, language, 'shortDay'), entryAmount(each)],
              }))}
            />
          )}
          {last ? (
            <MoreLink
              href={`/geld/abgleich?cursor=${pageKey([last.bookedOn, last.id])}`}
              label={t('further')}
            />
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}

interface Typed {
  to: string;
  note: string;
  errors: { fieldId: string; message: string }[];
}

async function show(
  request: Request,
  typed: Typed = { to: '', note: '', errors: [] },
  notice?: Fault,
): Promise<Reply> {
  const { app, language, params, actor } = request;
  const t = moneyTexts(language);
  const labels = uiLabels(language);
  const id = params['id'] ?? '';
  const entry = await transact(app, staffOf(request), async (tx) => {
    const found = isUuid(id) ? await entryById(tx.db, id) : undefined;
    await logEntries(tx, found ? [found] : []);
    return found;
  });
  if (!entry) throw new Fault('NOT_FOUND');
  const title = entry.reason === null ? t('entryState.booked') : t(`check.${entry.reason}`);
  return page(request, {
    title,
    status: notice?.status ?? (typed.errors.length > 0 ? 422 : 200),
    hasErrors: typed.errors.length > 0,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={title}
          crumbs={[{ label: t('checks.title'), href: '/geld/abgleich' }, { label: title }]}
          tight
        />
        <div class="stack">
          <ErrorSummary labels={labels} errors={typed.errors} />
          {notice ? (
            <Notice tone="warning" title={faultText(app, language, notice.code)} role="status" />
          ) : null}
        </div>
        <Band id="eintrag" title={t('checks.entry')}>
          <EntryFacts request={request} entry={entry} />
        </Band>
        <Band id="erledigen" title={t('checks.settle')} last>
          {entry.state !== 'check' ? (
            <p>
              {t(`entryState.${entry.state}`)}. {entry.note}
            </p>
          ) : handleMoney.allows(actor, undefined, app) ? (
            <SettleForms request={request} entry={entry} typed={typed} />
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}

function EntryFacts({ request: { language }, entry }: { request: Request; entry: Entry }): VNode {
  const t = moneyTexts(language);
  return (
    <Facts
      items={[
        { term: t('amount'), value: entryAmount(entry) },
        { term: t('ledger.day'), value: formatDate(entry.bookedOn, language) },
        { term: t('statements.payer'), value: entry.payer === '' ? t('unknown') : entry.payer },
        { term: t('slip.reference'), value: entry.reference === '' ? t('unknown') : entry.reference },
        ...(entry.message === '' ? [] : [{ term: t('slip.additional'), value: entry.message }]),
        {
          term: t('statements.file'),
          value: (
            <a href={`/geld/auszuege/${entry.statementId}`}>{t('statements.line', { line: entry.line })}</a>
          ),
        },
      ]}
    />
  );
}

function SettleForms({ request, entry, typed }: { request: Request; entry: Entry; typed: Typed }): VNode {
  const { language, csrf } = request;
  const t = moneyTexts(language);
  const labels = uiLabels(language);
  const action = `/geld/abgleich/${entry.id}`;
  return (
    <div class="stack">
      {entry.held ? (
        <Form action={action} hidden={{ _csrf: csrf, schritt: 'assign' }}>
          <TextField
            labels={labels}
            id="zu"
            name="zu"
            label={t('checks.to')}
            hint={t('checks.toHint')}
            maxLength={40}
            spellcheck={false}
            value={typed.to}
            error={errorOf(typed.errors, 'zu')}
          />
          <Buttons>
            <Button>{t('checks.assign')}</Button>
          </Buttons>
        </Form>
      ) : null}
      <Form action={action} hidden={{ _csrf: csrf, schritt: 'note' }}>
        <LongTextField
          labels={labels}
          id="bemerkung"
          name="bemerkung"
          label={t('checks.note')}
          hint={t('checks.noteHint')}
          maxLength={longestNote}
          value={typed.note}
          error={errorOf(typed.errors, 'bemerkung')}
        />
        {entry.held ? (
          <Declaration
            labels={labels}
            id="zurueck"
            name="zurueck"
            label={t('checks.returned')}
            value={false}
          />
        ) : null}
        <Buttons>
          <Button variant="secondary">{t('checks.done')}</Button>
        </Buttons>
      </Form>
    </div>
  );
}

async function settle(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const id = params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const t = moneyTexts(language);
  const [to, note] = [typedText(request.body, 'zu'), typedText(request.body, 'bemerkung')];
  const again = (fieldId: string, message: string) =>
    show(request, { to, note, errors: [{ fieldId, message }] });
  const assign = typedText(request.body, 'schritt') === 'assign';
  if (assign && to === '') return again('zu', t('checks.toMissing'));
  if (!assign && (note === '' || note.length > longestNote))
    return again('bemerkung', t('checks.noteMissing'));
  const step: EntryStep = assign
    ? { do: 'assign', to }
    : { do: 'note', note, returned: typedText(request.body, 'zurueck') === 'yes' };
  try {
    if (!(await settleEntry(app, staffOf(request), id, step))) return again('zu', t('checks.noBill'));
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'NOT_FOUND') throw error;
    return show(request, { to, note, errors: [] }, error);
  }
  return seeOther('/geld/abgleich');
}

export const checkRoutes: Route[] = [
  {
    ...{ method: 'GET', url: '/geld/abgleich', may: seeMoney, kind: 'page' },
    summary: 'What the bank has reported and somebody has to look at',
    handle: list,
  },
  {
    ...{ method: 'GET', url: '/geld/abgleich/:id', may: seeMoney, kind: 'page' },
    summary: 'One entry of the bank, with what can be done',
    handle: (request) => show(request),
  },
  {
    ...{ method: 'POST', url: '/geld/abgleich/:id', may: handleMoney, kind: 'form' },
    summary: 'Assigns an entry to a bill, or notes what became of it',
    handle: settle,
  },
];
