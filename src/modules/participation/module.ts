// The participation module: processes in which people have their say, from the definition in the canton's folder to what came of it.
import { stopForFaults } from '../../kernel/canton-file.ts';
import type { Module } from '../../kernel/module.ts';
import { units } from '../organisation/index.ts';
import { announcePhase, announcePhases, phaseBegan } from './actions/announce-phases.ts';
import { firstDays } from './actions/first-days.ts';
import { forgetParticipants } from './actions/forget-participants.ts';
import { publicParticipationApi } from './api/public-api.ts';
import { participationDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { kindOf, kinds } from './kinds/all.ts';
import { announceText } from './kinds/consultation/next/announce-text.ts';
import { textPublished } from './kinds/consultation/next/change-text.ts';
import { mapJob } from './kinds/deliberation/map-job.ts';
import { loadProcesses } from './load-processes.ts';
import { participationMeasures } from './measures.ts';
import { participationOpenData } from './open-data.ts';
import { participationCopy } from './own-copy.ts';
import { codeRoutes } from './codes/enter-code.tsx';
import { mailCodeRoutes } from './codes/mail-page.tsx';
import { printCodesRoutes } from './codes/print-page.tsx';
import { calendarRoutes } from './pages/calendar.tsx';
import { contributionRoutes } from './pages/contributions.tsx';
import { listRoutes } from './pages/list.tsx';
import { processRoute } from './pages/process.tsx';
import { exportRoute } from './pages/export.ts';
import { logRoutes } from './pages/log.tsx';
import { ownRoutes } from './pages/own.tsx';
import { reportRoute } from './pages/report.tsx';
import { rightsRoute } from './pages/rights.tsx';
import { staffRoutes } from './pages/staff.tsx';
import { staffContributionRoutes } from './pages/staff-contribution.tsx';
import { tellAuthor, toldEvents } from './actions/tell-author.ts';
import { participationErrorText, participationTexts } from './participation-texts.ts';
import { contributeTo, editText, moderate, takePart } from './permissions.ts';
import { allProcesses, processesState, withDays } from './queries/processes.ts';
import { makeBallotKeys } from './secret/ballot-keys.ts';
import { boxApi } from './secret/box-api.ts';
import { boxes } from './secret/box-keeper.ts';
import { boxRoute } from './secret/box-page.tsx';
import { mixBoxes } from './secret/mix-boxes.ts';
import { indexProcesses } from './search-entries.ts';
import { seedProcesses } from './seed-processes.ts';

export const participation: Module = {
  name: 'participation',
  schema: 'participation',
  async start(app) {
    const known = new Set(units(app).map(({ id }) => id));
    const { instruments, processes, faults } = await loadProcesses(app.canton, (id) => known.has(id));
    stopForFaults('The participation processes', faults);
    const shown = processes.filter(({ invented }) => !invented || app.config.mode === 'demo');
    const days = await firstDays(
      app,
      shown.map(({ id }) => id),
    );
    processesState.set(app, {
      instruments,
      processes: shown.map((each) =>
        withDays(each, days.get(each.id) ?? app.clock.today(), kindOf(each.kind).acts),
      ),
    });
    boxes.set(app, new Map());
    await makeBallotKeys(app, allProcesses(app));
    for (const process of allProcesses(app)) await kindOf(process.kind).start?.(app, process);
    await indexProcesses(app);
  },
  routes: [
    ...listRoutes,
    ...calendarRoutes,
    rightsRoute,
    processRoute,
    exportRoute,
    reportRoute,
    ...logRoutes,
    ...contributionRoutes,
    ...ownRoutes,
    ...staffRoutes,
    ...staffContributionRoutes,
    ...kinds.flatMap(({ routes }) => routes),
    ...publicParticipationApi,
    boxRoute,
    ...boxApi,
    ...codeRoutes,
    ...printCodesRoutes,
    ...mailCodeRoutes,
  ],
  permissions: [contributeTo, takePart, moderate, editText],
  jobs: {
    'participation.forget': (app) => forgetParticipants(app),
    'participation.mix': (app) => mixBoxes(app),
    'participation.tell': tellAuthor,
    'participation.announce-phases': (app) => announcePhases(app),
    'participation.opinion-map': mapJob,
    'participation.index': async (app) => void (await indexProcesses(app)),
  },
  subscribes: [
    ...toldEvents.map((event) => ({ event, task: 'participation.tell' })),
    { event: textPublished, task: 'participation.index' },
    // Statements come into the map and go out of it.
    { event: 'contribution.published', task: 'participation.opinion-map' },
    { event: 'contribution.hidden', task: 'participation.opinion-map' },
  ],
  events: {
    'contribution.made': 'Somebody has contributed to a participation process.',
    'contribution.answered': 'It was said what became of a contribution.',
    'contribution.published': 'Moderation has shown a contribution that waited or was hidden.',
    'contribution.hidden': 'Moderation has hidden a contribution, with a rule and a reason.',
    'contribution.appealed': 'The author asks to look at a hidden contribution once more.',
    'contribution.withdrawn': 'The author has withdrawn a contribution.',
    [textPublished]: 'The next version of a consultation’s text was published.',
    'statement.released': 'An organisation has released its statement.',
    'codes.printed': 'Codes for people without an account were printed; how many.',
    [phaseBegan]: 'A phase of a participation process has begun.',
  },
  announces: { [phaseBegan]: announcePhase, [textPublished]: announceText },
  schedule: [
    { task: 'participation.forget', cron: '50 1 * * *' },
    { task: 'participation.mix', cron: '*/20 * * * *' },
    { task: 'participation.announce-phases', cron: '6 * * * *' },
  ],
  copy: participationCopy,
  datasets: participationDatasets,
  datasetTexts,
  openData: participationOpenData,
  measures: participationMeasures,
  navigation: [
    {
      href: '/mitreden',
      label: (language) => participationTexts(language)('nav'),
      audience: 'public',
    },
    {
      href: '/mitwirkung',
      label: (language) => participationTexts(language)('staff.title'),
      audience: 'staff',
      may: moderate,
      home: true,
    },
  ],
  errorText: participationErrorText,
  seed: seedProcesses,
};
