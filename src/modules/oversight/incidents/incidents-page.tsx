// /aufsicht/vorfaelle: breaches of data, what is due first at the top.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import {
  Band,
  Button,
  EmptyState,
  MoreLink,
  Top,
  WorkTable,
  Wrap,
  formatDateTime,
  uiLabels,
} from '../../../ui/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { IncidentClock } from './incident-clock.tsx';
import type { Incident } from './incident.ts';
import { closedIncidents, openIncidents } from './load-incidents.ts';
import { looksAtActor } from './record-incident.ts';

const pageSize = 30;

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, query } = request;
  const t = oversightTexts(language);
  const [due, id] = readPageKey(query['cursor'], 'instant', 'uuid') ?? [];
  const after = due !== undefined && id !== undefined ? { due: new Date(due), id } : undefined;
  // Each list goes on by itself; the other one begins at its beginning.
  const [closedAt, closedId] = readPageKey(query['abgeschlossen'], 'instant', 'uuid') ?? [];
  const before =
    closedAt !== undefined && closedId !== undefined
      ? { closedAt: new Date(closedAt), id: closedId }
      : undefined;
  const { open, closed } = await transact(app, actor, async (tx) => {
    const found = {
      open: await openIncidents(tx.db, pageSize + 1, after),
      closed: await closedIncidents(tx.db, pageSize + 1, before),
    };
    const looks = [...found.open, ...found.closed].flatMap((each) => looksAtActor(each));
    await tx.recordAccess(...new Map(looks.map((look) => [look.subject, look])).values());
    return found;
  });
  const last = open.length > pageSize ? open[pageSize - 1] : undefined;
  const lastClosed = closed.length > pageSize ? closed[pageSize - 1] : undefined;
  return page(request, {
    title: t('breach.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('breach.title')}
          lead={t('breach.lead')}
          crumbs={[{ label: t('oversight.title'), href: '/aufsicht' }]}
          action={<Button href="/aufsicht/vorfaelle/neu">{t('breach.new')}</Button>}
          tight
        />
        <Band id="offen" title={t('breach.open')}>
          {open.length === 0 ? (
            <EmptyState text={t('breach.noneOpen')} />
          ) : (
            <Incidents request={request} incidents={open.slice(0, pageSize)} />
          )}
          {last ? (
            <MoreLink
              href={`/aufsicht/vorfaelle?cursor=${pageKey([last.due.toISOString(), last.id])}`}
              label={t('breach.further')}
            />
          ) : null}
        </Band>
        <Band id="abgeschlossen" title={t('breach.closed')} last>
          {closed.length === 0 ? (
            <EmptyState text={t('breach.noneClosed')} />
          ) : (
            <Incidents request={request} incidents={closed.slice(0, pageSize)} />
          )}
          {lastClosed?.closedAt ? (
            <MoreLink
              href={`/aufsicht/vorfaelle?abgeschlossen=${pageKey([lastClosed.closedAt.toISOString(), lastClosed.id])}#abgeschlossen`}
              label={t('breach.further')}
              hidden={t('breach.closed')}
            />
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}

function Incidents({
  request: { app, language },
  incidents,
}: {
  request: Request;
  incidents: readonly Incident[];
}): VNode {
  const t = oversightTexts(language);
  return (
    <WorkTable
      labels={uiLabels(language)}
      caption={t('breach.title')}
      columns={[
        { label: t('breach.what') },
        { label: t('breach.clock'), kind: 'clock' },
        { label: t('breach.noticed.short'), kind: 'nowrap' },
      ]}
      rows={incidents.map((each) => ({
        key: each.id,
        title: titleOf(each),
        href: `/aufsicht/vorfaelle/${each.id}`,
        cells: [
          <IncidentClock incident={each} now={app.clock.now()} language={language} />,
          formatDateTime(each.noticedAt, language),
        ],
      }))}
    />
  );
}

/** The beginning of what happened. */
const titleOf = ({ what }: Incident): string => (what.length > 80 ? `${what.slice(0, 79)}…` : what);

export const incidentsRoute: Route = {
  method: 'GET',
  url: '/aufsicht/vorfaelle',
  may: oversee,
  kind: 'page',
  summary: 'Breaches of data with their clocks',
  handle: show,
};
