// /aufsicht: what the data protection officer has to look at: open questions by due day, and unusual reading.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  Rows,
  State,
  Top,
  WorkTable,
  Wrap,
  dueTone,
  formatDate,
  formatDateTime,
  formatDue,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { waitingForDecision } from '../../governance/index.ts';
import { accountNames } from '../../identity/index.ts';
import { unitName } from '../../organisation/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { countIncidents } from '../incidents/count-incidents.ts';
import { looksAt, overseenEmergencies } from '../queries/emergency-overview.ts';
import {
  answeredQuestions,
  openQuestions,
  unusualReadings,
  type AccessQuestion,
  type UnusualReading,
} from '../queries/questions.ts';

import { Emergencies } from './emergencies.tsx';

const pageSize = 30;
const latest = 10;

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  const t = oversightTexts(language);
  const [due, id] = readPageKey(query['cursor'], 'day', 'uuid') ?? [];
  const after = due !== undefined && id !== undefined ? { due, id } : undefined;
  const found = await transact(app, actor, async (tx) => {
    const open = await openQuestions(tx.db, pageSize + 1, after);
    const answered = await answeredQuestions(tx.db, latest);
    const unusual = await unusualReadings(tx.db, latest);
    const urgent = await overseenEmergencies(app, tx.db);
    // Names are shown: of those who asked, and of those who stood out.
    const subjects = new Set([...open, ...answered].map((each) => each.accountId));
    const readers = new Set(unusual.map((each) => each.actorId));
    await tx.recordAccess(
      ...[...subjects].map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name', 'accessQuestion'],
        purpose: 'access-question',
      })),
      ...looksAt(urgent.items),
      ...[...readers].map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name', 'accesses'],
        purpose: 'access-oversight',
      })),
    );
    const staff = urgent.items.map(({ staffId }) => staffId);
    const names = await accountNames(app, [...subjects, ...readers, ...staff]);
    return { open, answered, unusual, urgent, names };
  });
  const { open, answered, unusual, urgent, names } = found;
  const waiting = await waitingForDecision(app);
  const incidents = await countIncidents(app);
  const last = open.length > pageSize ? open[pageSize - 1] : undefined;
  return page(request, {
    title: t('oversight.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('oversight.title')} lead={t('oversight.lead')} tight />
        <Band id="fragen" title={t('oversight.open')}>
          {open.length === 0 ? (
            <EmptyState text={t('oversight.noneOpen')} />
          ) : (
            <Questions request={request} questions={open.slice(0, pageSize)} names={names} />
          )}
          {last ? (
            <MoreLink
              href={`/aufsicht?cursor=${pageKey([last.due, last.id])}`}
              label={t('oversight.further')}
            />
          ) : null}
        </Band>
        <Band id="vorfaelle" title={t('breach.title')}>
          <p>
            <MoreLink href="/aufsicht/vorfaelle" label={t('breach.overview', incidents)} />
          </p>
        </Band>
        <Band id="notfall" title={t('emergency.title')}>
          <Emergencies request={request} found={urgent.items} names={names} />
          {urgent.next === null ? null : (
            <MoreLink
              href={`/aufsicht/notfallzugriffe?cursor=${urgent.next}`}
              label={t('emergency.further')}
            />
          )}
        </Band>
        <Band id="folgen" title={t('oversight.impact')}>
          <p>
            <MoreLink
              href="/aufsicht/folgenabschaetzungen"
              label={t('oversight.waiting', { count: waiting })}
            />
          </p>
        </Band>
        <Band id="auffaellig" title={t('unusual.title')}>
          <Unusual request={request} readings={unusual} names={names} />
        </Band>
        <Band id="beantwortet" title={t('oversight.answered')} last>
          {answered.length === 0 ? (
            <EmptyState text={t('oversight.noneAnswered')} />
          ) : (
            <Questions request={request} questions={answered} names={names} />
          )}
        </Band>
      </Wrap>
    ),
  });
}

interface QuestionsProps {
  request: Request;
  questions: AccessQuestion[];
  names: Map<string, string>;
}

function Questions({ request: { app, language }, questions, names }: QuestionsProps): VNode {
  const t = oversightTexts(language);
  const today = app.clock.today();
  return (
    <WorkTable
      labels={uiLabels(language)}
      caption={t('oversight.caption')}
      columns={[
        { label: t('oversight.question') },
        { label: t('oversight.due'), kind: 'clock' },
        { label: t('oversight.asked'), kind: 'nowrap' },
      ]}
      rows={questions.map((each) => ({
        key: each.id,
        title: each.question.length > 80 ? `${each.question.slice(0, 79)}…` : each.question,
        href: `/aufsicht/fragen/${each.id}`,
        sub: names.get(each.accountId) ?? '',
        cells: [
          each.answeredAt === null ? (
            <State tone={dueTone(each.due, today)}>{formatDue(each.due, today, language)}</State>
          ) : (
            <State tone="success">
              {t('own.answered', { day: formatDate(swissDay(each.answeredAt), language) })}
            </State>
          ),
          formatDate(swissDay(each.askedAt), language, 'shortDay'),
        ],
      }))}
    />
  );
}

interface UnusualProps {
  request: Request;
  readings: UnusualReading[];
  names: Map<string, string>;
}

function Unusual({ request: { app, language }, readings, names }: UnusualProps): VNode {
  const t = oversightTexts(language);
  if (readings.length === 0) return <EmptyState text={t('unusual.none')} />;
  return (
    <Rows
      small
      items={readings.map((each) => ({
        when: formatDate(swissDay(each.noticedAt), language),
        title: t('unusual.who', {
          name: names.get(each.actorId) ?? t('unusual.gone'),
          unit: each.unit === null ? '' : unitName(app, each.unit, language),
        }),
        text: t('unusual.what', {
          persons: each.persons,
          since: formatDateTime(each.since, language),
          until: formatDateTime(each.until, language),
        }),
      }))}
    />
  );
}

export const overviewRoute: Route = {
  method: 'GET',
  url: '/aufsicht',
  may: oversee,
  kind: 'page',
  summary: 'Open questions about uses of data, and unusual reading',
  handle: show,
};
