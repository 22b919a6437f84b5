// The cases module: matters from submission to decision, worklists, letters, verification.
import type { Module } from '../../kernel/module.ts';
import { countMonths } from './actions/count-months.ts';
import { removeCase } from './actions/remove-case.ts';
import { renderDocument } from './actions/render-document.ts';
import { renderPostalRun } from './actions/render-postal-run.ts';
import { caseFileRoute } from './appeals/appeal-band.tsx';
import { loadAppeals } from './appeals/load-appeals.ts';
import { caseErrorText, caseTexts } from './case-texts.ts';
import './errors.ts';
import { caseBands } from './pages/added-bands.ts';
import { caseRoutes } from './pages/case.tsx';
import { correctionRoute } from './pages/correction-band.tsx';
import { caseApiRoutes } from './pages/case-api.ts';
import { emergencyRoutes } from './pages/emergency.tsx';
import { postRoutes } from './pages/post.tsx';
import { verifyRoutes } from './pages/verify.tsx';
import { whyRoute } from './pages/why.tsx';
import { worklistRoutes } from './pages/worklist.tsx';
import {
  actAsOwner,
  askWhy,
  handleCase,
  openCasePage,
  openInEmergency,
  seeCase,
  seeWorklist,
  sendPost,
} from './permissions.ts';
import { caseDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { casesOpenData } from './open-data.ts';
import { casesCopy } from './own-copy.ts';
import { seedMonths } from './seed-months.ts';

export const cases: Module = {
  name: 'cases',
  schema: 'cases',
  start: async (app) => {
    caseBands.set(app, []);
    await loadAppeals(app);
  },
  routes: [
    ...worklistRoutes,
    ...caseRoutes,
    correctionRoute,
    caseFileRoute,
    whyRoute,
    ...emergencyRoutes,
    ...verifyRoutes,
    ...postRoutes,
    ...caseApiRoutes,
  ],
  permissions: [
    openCasePage,
    seeCase,
    handleCase,
    actAsOwner,
    seeWorklist,
    sendPost,
    openInEmergency,
    askWhy,
  ],
  jobs: {
    'cases.render-document': async (app, payload) => {
      await renderDocument(app, String(payload['document']));
    },
    'cases.count-months': (app) => countMonths(app),
    'cases.render-postal-run': (app, payload) => renderPostalRun(app, String(payload['run'])),
  },
  events: {
    'case.submitted': 'A submission has become a case.',
    'case.taken': 'A case worker has taken the case.',
    'case.released': 'A case worker has given the case back.',
    'case.question-asked': 'Staff have asked the person a question; the promise stands still.',
    'case.question-answered': 'The person has answered; the promise goes on.',
    'case.withdrawn': 'The person has withdrawn.',
    'case.decided': 'The programme or staff have decided; the letter is in the account.',
    'case.value-corrected': 'A register has corrected a value that the case had from it.',
    'case.correction-settled': 'Staff have said that a corrected value changes nothing, or taken it over.',
    'case.reopened':
      'A decided case is open again, since a value it rests on was wrong or an appeal against it was upheld.',
    'case.appealed': 'Somebody disputes the decision of a case; where the law says so it rests meanwhile.',
    'case.appeal-ended': 'An appeal against the decision of a case has ended, one way or another.',
    'post.run-made': 'Letters have been put together for the printer and the post.',
  },
  copy: casesCopy,
  removeCase,
  // Before the versions of open data are made.
  schedule: [{ task: 'cases.count-months', cron: '10 1 * * *' }],
  datasets: caseDatasets,
  datasetTexts,
  openData: casesOpenData,
  seed: seedMonths,
  navigation: [
    {
      href: '/arbeitsliste',
      covers: ['/faelle'],
      label: (language) => caseTexts(language)('worklist'),
      audience: 'staff',
      may: seeWorklist,
      home: true,
    },
    {
      href: '/versand',
      label: (language) => caseTexts(language)('post.title'),
      audience: 'staff',
      may: sendPost,
    },
  ],
  footer: [{ column: 'trust', href: '/verify', label: (language) => caseTexts(language)('verifyTitle') }],
  errorText: caseErrorText,
};
