// /daten/{id}: one data set: downloads, a picture, what each column means, the first rows, what changed when.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { opendataTexts } from '../opendata-texts.ts';
import { lookAt } from '../queries/first-rows.ts';
import { newestVersions, versionsOf } from '../queries/versions.ts';
import { openSet, wordsOf } from '../sets.ts';
import { AboutBand, ChartBand, ColumnsBand, DownloadsBand, PreviewBand } from './set-bands.tsx';
import { HistoryBand } from './history-band.tsx';

const previewed = 8;
const historyPage = 10;

async function show(request: Request) {
  const { app, language, params, query } = request;
  const set = openSet(app, params['id']);
  const [before] = readPageKey(query['vor'], 'number') ?? [];
  const newest = (await newestVersions(app, [set.id])).get(set.id);
  const versions = await versionsOf(app, set.id, { limit: historyPage, before });
  const look = await lookAt(app, set, newest, previewed);
  const title = wordsOf(set, language, 'title');
  return page(request, {
    title,
    description: wordsOf(set, language, 'description'),
    indexed: before === undefined,
    feed: { href: `/daten.atom?set=${set.id}&lang=${language}`, title },
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          lead={wordsOf(set, language, 'description')}
          crumbs={[{ label: opendataTexts(language)('list.title'), href: '/daten' }]}
        />
        <AboutBand request={request} set={set} newest={newest} />
        <DownloadsBand request={request} set={set} />
        <ChartBand request={request} set={set} bars={look.bars} />
        <ColumnsBand request={request} set={set} />
        <PreviewBand request={request} set={set} rows={look.first} />
        <HistoryBand request={request} set={set} versions={versions} />
      </Wrap>
    ),
  });
}

export const setRoute: Route = {
  method: 'GET',
  url: '/daten/:id',
  may: everyone,
  kind: 'page',
  summary: 'A data set: downloads, columns, first rows, changes (vor)',
  perMinute: 240,
  handle: show,
};
