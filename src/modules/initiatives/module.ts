// The initiatives module: what departments have in hand, benefits that live measures judge, legal obstacles, and how digital the canton is.
import { stopForFaults } from '../../kernel/canton-file.ts';
import type { Module } from '../../kernel/module.ts';
import { addRelatedBand } from '../catalogue/index.ts';
import { judgeHypotheses } from './actions/judge-hypotheses.ts';
import { announceInitiative, announceMove, announceObstacle, announceVerdict } from './announce.ts';
import { benefitsApi } from './api/benefits-api.ts';
import { exportRoute } from './api/export.ts';
import { feedRoute } from './api/feed.ts';
import { publicInitiativesApi } from './api/public-api.ts';
import { loadMission, missionOf } from './benefits/load-mission.ts';
import { initiativesDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { initiativesErrorText, initiativesTexts } from './initiatives-texts.ts';
import { ownMeasures } from './measures/own.ts';
import { measureById, startMeasures } from './measures/registry.ts';
import { initiativesOpenData } from './open-data.ts';
import { initiativesCopy } from './own-copy.ts';
import { benefitsRoute } from './pages/benefits.tsx';
import { boardRoute } from './pages/board.tsx';
import { deskRoute } from './pages/desk.tsx';
import { editRoutes } from './pages/edit.tsx';
import { entryRoutes } from './pages/entry.tsx';
import { historyRoute } from './pages/history.tsx';
import { listRoute } from './pages/list.tsx';
import { moneyRoute } from './pages/money.tsx';
import { needsRoute } from './pages/needs.tsx';
import { obstacleEditRoutes } from './pages/obstacle-edit.tsx';
import { obstacleRoutes } from './pages/obstacles.tsx';
import { oneRoute } from './pages/one.tsx';
import { opinionRoutes } from './pages/opinion.tsx';
import { overviewRoutes } from './pages/overview.tsx';
import { promiseRoutes } from './pages/promise.tsx';
import { relatedInitiatives } from './pages/related.tsx';
import { teamRoutes } from './pages/team.tsx';
import { timeRoute } from './pages/time.tsx';
import { editInitiatives, seeInitiatives, steerPortfolio } from './permissions.ts';
import { fillInitiativesIndex, indexInitiative, indexObstacle, queueFilling } from './search-entries.ts';
import { seedInitiatives } from './seed-initiatives.ts';

export const initiatives: Module = {
  name: 'initiatives',
  schema: 'initiatives',
  async start(app) {
    startMeasures(app);
    const isMeasure = (id: string) => measureById(app, id)?.of.includes('canton') ?? false;
    const { mission, faults } = await loadMission(app.canton, isMeasure);
    stopForFaults('The file mission.yaml', faults);
    missionOf.set(app, mission);
    addRelatedBand(app, relatedInitiatives);
    await queueFilling(app);
  },
  routes: [
    listRoute,
    boardRoute,
    timeRoute,
    needsRoute,
    moneyRoute,
    oneRoute,
    historyRoute,
    ...obstacleRoutes,
    benefitsRoute,
    feedRoute,
    exportRoute,
    ...publicInitiativesApi,
    ...benefitsApi,
    deskRoute,
    ...editRoutes,
    ...overviewRoutes,
    ...opinionRoutes,
    ...entryRoutes,
    ...promiseRoutes,
    ...teamRoutes,
    ...obstacleEditRoutes,
  ],
  permissions: [seeInitiatives, editInitiatives, steerPortfolio],
  jobs: {
    'initiatives.judge': (app) => judgeHypotheses(app),
    'initiatives.index': indexInitiative,
    'initiatives.index-obstacle': indexObstacle,
    'initiatives.fill-index': (app) => fillInitiativesIndex(app),
  },
  // At night, after the counts of the day.
  schedule: [{ task: 'initiatives.judge', cron: '55 2 * * *' }],
  subscribes: [
    { event: 'initiative.published', task: 'initiatives.index' },
    { event: 'initiative.saved', task: 'initiatives.index' },
    { event: 'obstacle.kept', task: 'initiatives.index-obstacle' },
  ],
  events: {
    'initiative.published': 'An initiative is public.',
    'initiative.saved': 'What is written about a public initiative was changed.',
    'initiative.judged': 'The owner or the Fachstelle has said how a public initiative goes.',
    'initiative.decided': 'A decision about a public initiative was noted.',
    'initiative.verdict': 'The verdict about a promised benefit is another one than before, or final.',
    'initiative.promise-dropped': 'A promised benefit was dropped, with a reason.',
    'obstacle.kept': 'A legal obstacle was entered, corrected or moved.',
    'obstacle.moved': 'The change of a legal obstacle has come a step further.',
  },
  announces: {
    'initiative.published': announceInitiative,
    'initiative.judged': announceMove,
    'initiative.verdict': announceVerdict,
    'obstacle.moved': announceObstacle,
  },
  copy: initiativesCopy,
  datasets: initiativesDatasets,
  datasetTexts,
  openData: initiativesOpenData,
  measures: ownMeasures,
  navigation: [
    {
      href: '/vorhaben/bearbeiten',
      covers: ['/vorhaben', '/huerden'],
      label: (language) => initiativesTexts(language)('list.title'),
      audience: 'staff',
      aside: true,
      may: seeInitiatives,
      home: true,
    },
  ],
  footer: [
    { column: 'open', href: '/vorhaben', label: (language) => initiativesTexts(language)('list.title') },
    { column: 'open', href: '/wirkung', label: (language) => initiativesTexts(language)('benefits.title') },
  ],
  errorText: initiativesErrorText,
  seed: seedInitiatives,
};
