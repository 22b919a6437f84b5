// /daten.atom: new versions of the open data, of all sets or of one, a page at a time.
import { atomFeed } from '../../kernel/atom.ts';
import { Fault } from '../../kernel/errors.ts';
import type { Reply, Request, Route } from '../../kernel/http/route.ts';
import { everyone } from '../../kernel/permission.ts';
import { readPageKey } from '../../kernel/page-key.ts';
import { unitName } from '../organisation/index.ts';
import { opendataTexts } from './opendata-texts.ts';
import { allVersions, versionsOf, type Version } from './queries/versions.ts';
import { catalogueUnit, openSet, openSets, publisherOf, wordsOf } from './sets.ts';

const pageSize = 50;

async function feed(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = opendataTexts(language);
  const set = query['set'] === undefined ? undefined : openSet(app, query['set']);
  const { items, next } = set
    ? await ofSet(request, set.id, query['nach'])
    : await ofAll(request, query['nach']);
  const newest = set
    ? (await versionsOf(app, set.id, { limit: 1 })).items[0]
    : (await allVersions(app, { limit: 1 }))[0];
  const sets = new Map(openSets(app).map((each) => [each.id, each]));
  return atomFeed(request, {
    title: set ? `${t('list.title')}: ${wordsOf(set, language, 'title')}` : t('list.title'),
    subtitle: t('feed.subtitle'),
    author: unitName(app, set ? publisherOf(app, set) : catalogueUnit(app), language),
    page: set ? `/daten/${set.id}` : '/daten',
    updated: newest?.madeAt ?? new Date(0),
    entries: items.flatMap((version) => {
      const of = sets.get(version.dataset);
      // A set that is published no more has no page.
      if (!of) return [];
      const title = wordsOf(of, language, 'title');
      return [
        {
          key: `/daten/${of.id}/${version.number}`,
          title: t('feed.entry', { title, change: t(`change.${version.change}`) }),
          updated: version.madeAt,
          path: `/daten/${of.id}`,
          summary: t('feed.summary', { number: version.number, rows: version.rows, sha: version.sha256 }),
          author: unitName(app, publisherOf(app, of), language),
        },
      ];
    }),
    next,
    keyName: 'nach',
  });
}

type Page = Promise<{ items: Version[]; next: string | null }>;

async function ofSet({ app }: Request, id: string, key: string | undefined): Page {
  const [before] = readPageKey(key, 'number') ?? [];
  return versionsOf(app, id, { limit: pageSize, before });
}

/** The key names the set, too, since many versions are made in one night. */
async function ofAll({ app }: Request, key: string | undefined): Page {
  const [at = '', dataset = '', number = ''] = (key ?? '').split('_');
  if (key !== undefined && key !== '') {
    readPageKey(`${at}_${number}`, 'instant', 'number');
    if (!/^[a-z0-9-]{1,60}$/.test(dataset)) throw new Fault('BAD_REQUEST');
  }
  const after = at === '' ? undefined : { at, dataset, number: Number(number) };
  const found = await allVersions(app, { limit: pageSize + 1, after });
  const items = found.slice(0, pageSize);
  const last = found.length > pageSize ? items.at(-1) : undefined;
  return { items, next: last ? [last.madeAt.toISOString(), last.dataset, last.number].join('_') : null };
}

export const feedRoute: Route = {
  method: 'GET',
  url: '/daten.atom',
  may: everyone,
  kind: 'file',
  summary: 'New versions of the open data as an Atom feed (set, lang, nach)',
  perMinute: 600,
  handle: feed,
};
