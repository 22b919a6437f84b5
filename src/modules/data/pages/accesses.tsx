// /konto/zugriffe: who used which of my data, when and what for; the same list as JSON for programs.
import { Type } from 'typebox';
import { Band, Button, EmptyState, MoreLink, Top, Wrap, formatDate, uiLabels } from '../../../ui/index.ts';
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { page } from '../../../kernel/http/page.tsx';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { dataTexts } from '../data-texts.ts';
import { seeOwnAccesses } from '../permissions.ts';
import { describeAccess, mandataryNames } from '../queries/describe-access.ts';
import { groupAccesses } from '../queries/group-accesses.ts';
import { AccessRows } from './access-rows.tsx';
import { addedToAccesses } from './added-to-accesses.ts';

const pageSize = 30;

async function ownAccesses(request: Request, limit: number) {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'person' && actor.kind !== 'staff') return { items: [], next: null };
  const [before] = readPageKey(query['cursor'], 'number') ?? [];
  const entries = await ownData(app, actor, (db) =>
    accessesOf(db, actor.id, { now: app.clock.now(), before, limit: limit + 1 }),
  );
  const names = await mandataryNames(app, entries);
  const items = entries.slice(0, limit).map((entry) => describeAccess(app, language, entry, names));
  return { items, next: entries.length > limit ? (entries[limit - 1]?.id ?? null) : null };
}

async function showAccesses(request: Request) {
  const { app, language } = request;
  const t = dataTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await ownAccesses(request, pageSize);
  const ids = items.map(({ id }) => id);
  const added = await Promise.all(addedToAccesses.of(app).map((make) => make(app, language, ids)));
  const days = Map.groupBy(groupAccesses(items), ({ day }) => day);
  return page(request, {
    title: t('title'),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('title')}
          lead={t('lead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
          action={
            <Button variant="secondary" href="/konto/alle-daten.zip">
              {t('export')}
            </Button>
          }
        />
        {items.length === 0 ? <EmptyState text={t('empty')} /> : null}
        {[...days].map(([day, groups]) => (
          <Band key={day} id={`tag-${day}`} title={formatDate(day, language)}>
            <AccessRows
              items={groups}
              language={language}
              ofOneDay
              act={(group) =>
                added.map(({ act }, index) => <div key={index}>{act(group.ids, group.at)}</div>)
              }
            />
          </Band>
        ))}
        {next ? <MoreLink href={`/konto/zugriffe?cursor=${next}`} label={t('older')} /> : null}
        {added.map(({ below }) => below)}
      </Wrap>
    ),
  });
}

const Access = Type.Object({
  at: Type.String({ format: 'date-time' }),
  who: Type.Object({ role: Type.String(), unit: Type.Union([Type.String(), Type.Null()]) }),
  fields: Type.Array(Type.String()),
  purpose: Type.String(),
  legalBasis: Type.Union([Type.String(), Type.Null()]),
  case: Type.Union([Type.String(), Type.Null()]),
});

export const accessRoutes: Route[] = [
  {
    method: 'GET',
    url: '/konto/zugriffe',
    may: seeOwnAccesses,
    kind: 'page',
    summary: 'Who used my data',
    handle: showAccesses,
  },
  {
    method: 'GET',
    url: '/api/v1/me/accesses',
    may: seeOwnAccesses,
    kind: 'api',
    summary: 'Uses of my personal data, newest first',
    schema: {
      query: Type.Object({ cursor: Type.Optional(Type.String()) }),
      reply: {
        200: Type.Object({ items: Type.Array(Access), next: Type.Union([Type.String(), Type.Null()]) }),
      },
    },
    handle: async (request) => {
      const { items, next } = await ownAccesses(request, 50);
      return json({
        items: items.map(({ at, who, fields, purpose, legalBasis, case: caseRef }) => ({
          at,
          who,
          fields,
          purpose,
          legalBasis,
          case: caseRef,
        })),
        next,
      });
    },
  },
];
