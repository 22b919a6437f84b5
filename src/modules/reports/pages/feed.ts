// /meldungen.atom: the newest reports as a feed.
import { atomFeed } from '../../../kernel/atom.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitName } from '../../organisation/index.ts';
import { listReports } from '../queries/list-reports.ts';
import { reportsTexts } from '../reports-texts.ts';
import { asState, statesAsked } from '../states.ts';
import { filterParameters, filtersOf } from './list.tsx';
import { titleOf } from './report-words.tsx';

async function feed(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = reportsTexts(language);
  const filters = filtersOf(request);
  const [after] = readPageKey(query['cursor'], 'number') ?? [];
  const asked = { ...filters, states: statesAsked(filters.state) };
  const { items, next } = await listReports(app, { ...asked, limit: 50, after });
  const newest = after === undefined ? items : (await listReports(app, { ...asked, limit: 50 })).items;
  const updated = Math.max(0, ...newest.map(({ updatedAt }) => updatedAt.getTime()));
  return atomFeed(request, {
    title: t('list.title'),
    author: app.canton.name[language],
    page: `/meldungen?${new URLSearchParams(filterParameters(filters))}`,
    updated: new Date(updated),
    entries: items.map((each) => ({
      key: `/meldungen/${each.id}`,
      title: titleOf(app, each, language),
      updated: each.updatedAt,
      published: each.requestedAt,
      path: `/meldungen/${each.id}`,
      summary: `${t(`state.${asState(each.state)}`)}. ${each.text ?? ''}`.trim(),
      author: unitName(app, each.unit, language),
    })),
    next,
    keyName: 'cursor',
  });
}

export const feedRoute: Route = {
  method: 'GET',
  may: everyone,
  kind: 'file',
  perMinute: 600,
  url: '/meldungen.atom',
  summary: 'The newest reports as a feed (art, stand, gemeinde, cursor)',
  handle: feed,
};
