// /berichtigungen: corrections that the unit has to decide, by due day, and those decided last.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  State,
  Top,
  WorkTable,
  Wrap,
  dueTone,
  formatDate,
  formatDue,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { blockedAmong, dataTexts, disclosureTexts } from '../../data/index.ts';
import { accountNames } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { correctionsTexts, valueLabel } from '../corrections-texts.ts';
import { seeCorrections, unitsCorrectedBy } from '../permissions.ts';
import { decidedRequests, openRequests, type CorrectionRequest } from '../queries/requests.ts';

const pageSize = 30;
const latest = 10;

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  const t = correctionsTexts(language);
  const [due, id] = readPageKey(query['cursor'], 'day', 'uuid') ?? [];
  const after = due !== undefined && id !== undefined ? { due, id } : undefined;
  const units = unitsCorrectedBy(app, actor);
  const { open, decided, names } = await transact(app, actor, async (tx) => {
    const open = await openRequests(tx.db, units, pageSize + 1, after);
    const decided = await decidedRequests(tx.db, units, latest);
    const subjects = [...new Set([...open, ...decided].map(({ accountId }) => accountId))];
    await tx.recordAccess(
      ...subjects.map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name', 'correction'],
        purpose: 'correction',
      })),
    );
    return { open, decided, names: await namesWithNotes(tx, language, subjects) };
  });
  const last = open.length > pageSize ? open[pageSize - 1] : undefined;
  return page(request, {
    title: t('list.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('list.title')}
          meta={unitName(app, actor.unit, language)}
          lead={t('list.lead')}
          tight
        />
        <Band id="offen" title={t('list.open')}>
          {open.length === 0 ? (
            <EmptyState text={t('list.noneOpen')} />
          ) : (
            <Requests request={request} requests={open.slice(0, pageSize)} names={names} />
          )}
          {last ? (
            <MoreLink
              href={`/berichtigungen?cursor=${pageKey([last.due, last.id])}`}
              label={t('list.further')}
            />
          ) : null}
        </Band>
        <Band id="entschieden" title={t('list.decided')} last>
          {decided.length === 0 ? (
            <EmptyState text={t('list.noneDecided')} />
          ) : (
            <Requests request={request} requests={decided} names={names} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

/** Beside the name of whoever forbids it stands that nobody else is told. */
async function namesWithNotes(
  tx: Transaction,
  language: Language,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const blocked = await blockedAmong(tx, ids);
  const note = disclosureTexts(language)('note.short');
  const names = await accountNames(tx.app, ids);
  return new Map([...names].map(([id, name]) => [id, blocked.has(id) ? `${name}. ${note}` : name]));
}

interface RequestsProps {
  request: Request;
  requests: readonly CorrectionRequest[];
  names: ReadonlyMap<string, string>;
}

function Requests({ request: { app, language }, requests, names }: RequestsProps): VNode {
  const t = correctionsTexts(language);
  const d = dataTexts(language);
  const today = app.clock.today();
  return (
    <WorkTable
      labels={uiLabels(language)}
      caption={t('list.title')}
      columns={[
        { label: t('list.value') },
        { label: t('list.due'), kind: 'clock' },
        { label: t('list.asked'), kind: 'nowrap' },
      ]}
      rows={requests.map((each) => ({
        key: each.id,
        title: `${d(`register.${each.register}`)}: ${valueLabel(language, each.register, each.field)}`,
        href: `/berichtigungen/${each.id}`,
        sub: names.get(each.accountId) ?? '',
        cells: [
          each.state === 'open' ? (
            <State tone={dueTone(each.due, today)}>{formatDue(each.due, today, language)}</State>
          ) : (
            t(`list.state.${each.state}`)
          ),
          formatDate(swissDay(each.askedAt), language, 'shortDay'),
        ],
      }))}
    />
  );
}

export const staffListRoute: Route = {
  method: 'GET',
  url: '/berichtigungen',
  may: seeCorrections,
  kind: 'page',
  summary: 'Corrections of registers that the unit keeps, by due day',
  handle: show,
};
