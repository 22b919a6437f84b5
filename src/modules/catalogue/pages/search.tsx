// `/suche?q=`: one search over everything public, and what to do when nothing is found.
import type { VNode } from 'preact';
import {
  Band,
  EmptyState,
  Events,
  Notice,
  Pagination,
  Rows,
  SearchForm,
  Top,
  Views,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitName } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { lifeEventEntries } from '../queries/life-events.ts';
import { didYouMean } from '../queries/did-you-mean.ts';
import { search, type Found, type SearchPage } from '../queries/search.ts';
import { searchIsComplete } from '../queries/search-complete.ts';
import { offerById } from '../queries/offers.ts';
import { longestQuery } from '../search/understand-query.ts';

const kinds = [
  'service',
  'life-event',
  'unit',
  'duty',
  'topic',
  'knowledge',
  'question',
  'news',
  'participation',
  'initiative',
  'obstacle',
  'reports',
  'data',
] as const;

export const searchPage: Route = {
  method: 'GET',
  url: '/suche',
  may: everyone,
  kind: 'page',
  summary: 'Search results',
  perMinute: 240,
  handle: async (request: Request) => {
    const { app, language, query } = request;
    const t = catalogueTexts(language);
    const labels = uiLabels(language);
    const typed = (query['q'] ?? '').slice(0, longestQuery).trim();
    const type = kinds.find((kind) => kind === query['type']);
    // Asked first: what is complete before the search is complete in it.
    const complete = typed === '' || (await searchIsComplete(app));
    const found =
      typed === ''
        ? undefined
        : await search(app, { q: typed, lang: language, type, cursor: query['cursor'], limit: 20 });
    // Where the chosen kind has nothing, the others still say how many they have.
    const counted =
      found && type && found.items.length === 0
        ? await search(app, { q: typed, lang: language, limit: 1 })
        : found;
    const meant = typed === '' ? undefined : await didYouMean(app, typed, language);
    const next =
      found?.next &&
      `/suche?${new URLSearchParams({ q: typed, ...(type ? { type } : {}), cursor: found.next }).toString()}`;
    return page(request, {
      scripts: ['search'],
      title: typed === '' ? t('search.title') : t('search.titleFor', { query: typed }),
      content: (
        <Wrap>
          <Top labels={labels} title={t('search.title')}>
            <SearchForm
              labels={labels}
              action="/suche"
              suggestions="/api/v1/search"
              value={typed}
              hidden={type ? { type } : undefined}
            />
          </Top>
          {complete ? null : (
            <Notice tone="info" title={t('search.incomplete')}>
              <p>
                {t('search.incompleteText')} <a href="/leistungen">{t('search.allServices')}</a>
              </p>
            </Notice>
          )}
          {meant === undefined ? null : (
            <p>
              {t('search.meant')}{' '}
              <a href={`/suche?${new URLSearchParams({ q: meant }).toString()}`}>
                <strong>{meant}</strong>
              </a>
            </p>
          )}
          {counted ? <Kinds counted={counted} chosen={type} typed={typed} language={language} /> : null}
          {found && found.items.length > 0 ? (
            <Band
              id="ergebnisse"
              title={t('search.results')}
              note={t(kindsThere(found).length < 2 ? 'search.resultsNote' : 'search.resultsNoteKinds')}
              last
            >
              <Rows items={found.items.map((item) => resultRow(app, item, language))} />
              <Pagination labels={labels} href={next || undefined} hidden={t('search.more')} />
            </Band>
          ) : (
            <Nothing app={app} language={language} typed={typed} />
          )}
        </Wrap>
      ),
    });
  },
};

const kindsThere = ({ counts }: SearchPage) => kinds.filter((kind) => (counts[kind] ?? 0) > 0);

/**
 * The kinds of what was found, with how many: none where there is only one. The numbers are no sum: among all kinds only the
 * best are shown, within one also what matches it less.
 */
function Kinds(props: {
  counted: SearchPage;
  chosen: string | undefined;
  typed: string;
  language: Language;
}): VNode | null {
  const { chosen, typed, language } = props;
  const { counts, total } = props.counted;
  const t = catalogueTexts(language);
  const there = kindsThere(props.counted);
  if (there.length < 2) return null;
  const href = (type?: string) =>
    `/suche?${new URLSearchParams({ q: typed, ...(type ? { type } : {}) }).toString()}`;
  const views = [
    { label: t('search.all'), count: total, href: href(), current: chosen === undefined },
    ...there.map((kind) => ({
      label: t(`kinds.${kind}`),
      count: counts[kind] ?? 0,
      href: href(kind),
      current: chosen === kind,
    })),
  ];
  return <Views label={t('search.kinds')} views={views} />;
}

function resultRow(app: App, item: Found, language: Language) {
  const t = catalogueTexts(language);
  const kind = kinds.find((each) => each === item.type);
  const service = item.type === 'service' ? offerById(app, item.id) : undefined;
  const other = item.lang === language ? undefined : item.lang;
  return {
    when: kind ? t(`kind.${kind}`) : undefined,
    // A find in another language says so to screen readers (WCAG 3.1.2).
    title: other ? <span lang={other}>{item.title}</span> : item.title,
    href: item.url,
    text: other ? <span lang={other}>{item.summary}</span> : item.summary,
    children: service ? (
      <p class="small quiet">
        {unitName(app, service.owner, language)}
        {service.online ? '' : `, ${t('services.notOnline')}`}
      </p>
    ) : undefined,
  };
}

function Nothing({ app, language, typed }: { app: App; language: Language; typed: string }): VNode {
  const t = catalogueTexts(language);
  const site = new URL(app.canton.realWebsite).hostname.replace(/^www\./, '');
  return (
    <>
      {typed === '' ? null : (
        <Band id="nichts" title={t('search.results')}>
          <EmptyState text={t('search.none', { query: typed })}>
            <p>{t('search.tips')}</p>
            <p>
              {t('search.elsewhere')} <a href={app.canton.realWebsite}>{site}</a>
            </p>
          </EmptyState>
        </Band>
      )}
      <Band id="lebenslagen" title={t('search.browse')} last>
        <Events items={lifeEventEntries(app, language)} />
      </Band>
    </>
  );
}
