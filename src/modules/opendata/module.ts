// The opendata module: what modules publish, as files with schemas and history; the catalogues of data and services as linked data.
import { queueOnce } from '../../kernel/jobs/queue-once.ts';
import type { Module } from '../../kernel/module.ts';
import { StartFault } from '../../kernel/start-fault.ts';
import { unitOf } from '../organisation/index.ts';
import { keepVersion, keepVersions } from './actions/keep-version.ts';
import { catalogueFiles } from './api/catalogue-files.ts';
import { datasetApi } from './api/dataset-api.ts';
import { downloadRoutes } from './api/downloads.ts';
import { datasetTexts } from './dataset-texts.ts';
import { opendataDatasets } from './datasets.ts';
import { feedRoute } from './feed.ts';
import { opendataMeasures } from './measures.ts';
import { opendataTexts } from './opendata-texts.ts';
import { listRoute } from './pages/list.tsx';
import { setRoute } from './pages/set.tsx';
import { indexSets } from './search-entries.ts';
import { catalogueUnit, startSets } from './sets.ts';

export const opendata: Module = {
  name: 'opendata',
  schema: 'opendata',
  async start(app) {
    startSets(app);
    const unit = unitOf(app, catalogueUnit(app));
    if (!unit?.email)
      throw new StartFault(
        'The unit that answers for open-data in governance.yaml needs an email in organisation.yaml: portals that harvest the catalogue insist on one.',
      );
    await indexSets(app);
    // Declarations may be others than before. Not in the start itself: making all sets takes a while.
    await queueOnce(app, 'opendata.keep-versions');
  },
  routes: [listRoute, setRoute, feedRoute, ...downloadRoutes, ...datasetApi, ...catalogueFiles],
  jobs: {
    'opendata.keep-versions': (app) => keepVersions(app),
    'opendata.keep-version': (app, { dataset }) => keepVersion(app, String(dataset)),
  },
  // At night, after the month was counted.
  schedule: [{ task: 'opendata.keep-versions', cron: '40 1 * * *' }],
  events: { 'dataset.changed': 'A data set of the open data has a new version.' },
  datasets: opendataDatasets,
  datasetTexts,
  measures: opendataMeasures,
  footer: [{ column: 'open', href: '/daten', label: (language) => opendataTexts(language)('list.title') }],
};
