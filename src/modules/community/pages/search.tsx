// /gemeinschaft/suche: texts, groups, documents, events and people, within what whoever asks may see.
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  Rows,
  SearchForm,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { communityPage } from '../parts/community-page.tsx';
import { entryPath } from '../parts/entry-words.tsx';
import { listedProfiles } from '../people/profile-queries.ts';
import { findBeside, findTexts } from '../search/search.ts';
import { searchTerms } from '../search/words.ts';
import { takePart } from '../permissions.ts';
import { profileText } from './people.tsx';

const pageSize = 20;
const fewBeside = 5;

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const actor = staffOf(request);
  const t = communityTexts(language);
  const q = (query['q'] ?? '').slice(0, 200);
  const terms = searchTerms(q);
  const after = readPageKey(query['cursor'], 'instant', 'uuid');
  const texts =
    terms === undefined ? undefined : await findTexts(app, actor, terms, { limit: pageSize, after });
  const first = terms !== undefined && after === undefined;
  const beside = first ? await findBeside(app, actor, terms, fewBeside) : [];
  const people = first ? (await listedProfiles(app, { terms, limit: fewBeside })).items : [];
  const none = texts !== undefined && texts.items.length + beside.length + people.length === 0;
  return communityPage(request, {
    title: t('search.title'),
    crumbs: [],
    children: (
      <>
        <SearchForm
          labels={uiLabels(language)}
          action="/gemeinschaft/suche"
          label={t('search.label')}
          value={q}
        />
        {none ? <EmptyState text={t('search.none')} /> : null}
        {beside.length === 0 ? null : (
          <Band id="orte" title={t('search.beside')}>
            <Rows
              items={beside.map(({ href, title, what }) => ({ when: t(`search.${what}`), title, href }))}
            />
          </Band>
        )}
        {people.length === 0 ? null : (
          <Band id="menschen" title={t('people.title')}>
            <Rows
              kind="two"
              items={people.map((profile) => ({
                title: profile.shownAs,
                href: `/gemeinschaft/menschen/${profile.account}`,
                text: profileText(profile),
              }))}
            />
          </Band>
        )}
        {texts === undefined || texts.items.length === 0 ? null : (
          <Band id="texte" title={t('search.texts')} last>
            <Rows
              items={texts.items.map((text) => ({
                when: formatDate(swissDay(text.at), language, 'day'),
                whenNote: t(`kind.${text.kind}`),
                title: <span lang={text.language}>{text.title}</span>,
                href: entryPath(text),
              }))}
            />
            {texts.next === null ? null : (
              <MoreLink
                href={`/gemeinschaft/suche?${new URLSearchParams({ q, cursor: texts.next }).toString()}`}
                label={t('further')}
              />
            )}
          </Band>
        )}
      </>
    ),
  });
}

export const searchRoute: Route = {
  method: 'GET',
  url: '/gemeinschaft/suche',
  may: takePart,
  kind: 'page',
  summary: 'Search within what one may see of the community (q, cursor)',
  handle: show,
};
