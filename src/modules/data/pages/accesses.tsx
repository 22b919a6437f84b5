// /konto/zugriffe: who used which of my data, when and what for; the same list as JSON for programs.
import { Type } from 'typebox';
import { Band, MoreLink, Table, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { accessesOf } from '../../../kernel/audit/accesses-of.ts';
import { page } from '../../../kernel/http/page.tsx';
import { json } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { dataTexts } from '../data-texts.ts';
import { seeOwnAccesses } from '../permissions.ts';
import { describeAccess } from '../queries/describe-access.ts';

const pageSize = 30;

async function ownAccesses(request: Request, limit: number) {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'person' && actor.kind !== 'staff') return { items: [], next: null };
  const [before] = readPageKey(query['cursor'], 'number') ?? [];
  const entries = await accessesOf(app.db, actor.id, { before, limit: limit + 1 });
  const items = entries.slice(0, limit).map((entry) => describeAccess(app, language, entry));
  return { items, next: entries.length > limit ? (entries[limit - 1]?.id ?? null) : null };
}

async function showAccesses(request: Request) {
  const { language } = request;
  const t = dataTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await ownAccesses(request, pageSize);
  const time = new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Zurich',
  });
  return page(request, {
    title: t('title'),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('title')}
          lead={t('lead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        />
        <Band id="zugriffe" title={t('fields')} full>
          {items.length === 0 ? (
            <p>{t('empty')}</p>
          ) : (
            <Table
              id="accesses"
              caption={t('caption')}
              hideCaption
              columns={[
                { label: t('when') },
                { label: t('who') },
                { label: t('fields') },
                { label: t('purpose') },
                { label: t('basis') },
              ]}
              rows={items.map((item, index) => ({
                key: index,
                cells: [
                  time.format(new Date(item.at)),
                  item.whoText,
                  item.changed ? `${item.fields.join(', ')} (${t('kind.change')})` : item.fields.join(', '),
                  item.case ? (
                    <>
                      {item.purpose} <a href={`/faelle/${item.case}`}>{item.case}</a>
                    </>
                  ) : (
                    item.purpose
                  ),
                  item.legalBasis ?? t('ownRequest'),
                ],
              }))}
            />
          )}
          <div class="btns">
            {next ? <MoreLink href={`/konto/zugriffe?cursor=${next}`} label={t('older')} /> : null}
            <a href="/api/v1/me/export">{t('export')}</a>
          </div>
        </Band>
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
