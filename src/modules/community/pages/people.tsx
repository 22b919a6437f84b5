// /gemeinschaft/menschen: colleagues who want to be found, by name or by what they can; one of them with what they show.
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import {
  Band,
  Button,
  EmptyState,
  Facts,
  MoreLink,
  PlainText,
  Rows,
  SearchForm,
  uiLabels,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { communityTexts } from '../community-texts.ts';
import { communityPage } from '../parts/community-page.tsx';
import { listedProfiles, profileOf, type ShownProfile } from '../people/profile-queries.ts';
import { searchTerms } from '../search/words.ts';
import { takePart } from '../permissions.ts';

const pageSize = 30;

export function profileText({ skills, offers, about }: ShownProfile): string {
  return [[...skills, ...offers].join(', '), about].filter((text) => text !== '').join('. ');
}

async function list(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = communityTexts(language);
  const q = (query['q'] ?? '').slice(0, 200);
  const terms = searchTerms(q);
  const { items, next } = await listedProfiles(app, {
    terms,
    limit: pageSize,
    after: readPageKey(query['cursor'], 'uuid')?.[0],
  });
  const more = `/gemeinschaft/menschen?${new URLSearchParams({ ...(q === '' ? {} : { q }), cursor: next ?? '' }).toString()}`;
  return communityPage(request, {
    title: t('people.title'),
    lead: t('people.lead'),
    action: <Button href="/gemeinschaft/profil">{t('profile.title')}</Button>,
    crumbs: [],
    children: (
      <>
        <SearchForm
          labels={uiLabels(language)}
          action="/gemeinschaft/menschen"
          label={t('people.search')}
          value={q}
        />
        <Band id="menschen" title={t(terms === undefined ? 'people.all' : 'people.found')} last>
          {items.length === 0 ? (
            <EmptyState text={t('people.none')} />
          ) : (
            <Rows
              kind="two"
              items={items.map((profile) => ({
                title: profile.shownAs,
                href: `/gemeinschaft/menschen/${profile.account}`,
                text: profileText(profile),
              }))}
            />
          )}
          {next === null ? null : <MoreLink href={more} label={t('further')} />}
        </Band>
      </>
    ),
  });
}

async function show(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const t = communityTexts(language);
  const profile = await profileOf(app, params['id'] ?? '');
  const own = profile.account === staffOf(request).id;
  const facts = [
    ...(profile.unit === undefined
      ? []
      : [{ term: t('profile.unit'), value: unitName(app, profile.unit, language) }]),
    ...(profile.skills.length > 0 ? [{ term: t('profile.skills'), value: profile.skills.join(', ') }] : []),
    ...(profile.offers.length > 0 ? [{ term: t('profile.offers'), value: profile.offers.join(', ') }] : []),
  ];
  return communityPage(request, {
    title: profile.shownAs,
    crumbs: [{ label: t('people.title'), href: '/gemeinschaft/menschen' }],
    action: own ? <Button href="/gemeinschaft/profil">{t('profile.change')}</Button> : undefined,
    children: (
      <Band id="profil" title={t('profile.shows')} last>
        {facts.length === 0 && profile.about === '' ? <p>{t('profile.showsNothing')}</p> : null}
        {facts.length === 0 ? null : <Facts items={facts} />}
        {profile.about === '' ? null : <PlainText text={profile.about} breaks />}
      </Band>
    ),
  });
}

export const peopleRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/menschen',
    may: takePart,
    kind: 'page',
    summary: 'Colleagues who want to be found (q, cursor)',
    handle: list,
  },
  {
    method: 'GET',
    url: '/gemeinschaft/menschen/:id',
    may: takePart,
    kind: 'page',
    summary: 'The profile of a colleague, as far as they show it',
    handle: show,
  },
];
