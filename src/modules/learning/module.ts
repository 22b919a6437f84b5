// The learning module: courses and tests of staff, mandatory training with reminders, certificates that open what the policy closes.
import { stopForFaults } from '../../kernel/canton-file.ts';
import type { Module } from '../../kernel/module.ts';
import { policyOf } from '../policy/index.ts';
import { closeAttempts, forgetAttempts } from './actions/close-attempts.ts';
import { forgetGone } from './actions/forget-gone.ts';
import { keepDuties } from './actions/keep-duties.ts';
import { remind } from './actions/remind.ts';
import { tellEnded } from './actions/tell-ended.ts';
import { badgeApi } from './api/badge-api.ts';
import { learningApi } from './api/learning-api.ts';
import { statementsApi } from './api/statements-api.ts';
import { startBadgeKey } from './badge/badge-key.ts';
import { coursesState } from './courses.ts';
import { datasetTexts } from './dataset-texts.ts';
import { learningDatasets } from './datasets.ts';
import './errors.ts';
import { learningErrorText, learningTexts } from './learning-texts.ts';
import { loadCourses } from './load-courses.ts';
import { learningCopy } from './own-copy.ts';
import { certificateRoutes } from './pages/certificate.tsx';
import { courseRoutes } from './pages/course.tsx';
import { moduleRoutes } from './pages/module.tsx';
import { overviewRoute } from './pages/overview.tsx';
import { resultRoute } from './pages/result.tsx';
import { revokeRoutes } from './pages/revoke.tsx';
import { standRoutes } from './pages/stand.tsx';
import { testRoutes } from './pages/test.tsx';
import { learn, revokeCertificates, seeTraining } from './permissions.ts';
import { loadCompletions, seedCompletions } from './seed-completions.ts';

export const learning: Module = {
  name: 'learning',
  schema: 'learning',
  async start(app) {
    const { courses, paths, faults } = await loadCourses(
      app.canton,
      Object.keys(policyOf.of(app).certificates),
    );
    stopForFaults('The courses', faults);
    coursesState.set(app, { courses, paths });
    await loadCompletions(app);
    await startBadgeKey(app);
  },
  routes: [
    overviewRoute,
    ...courseRoutes,
    ...moduleRoutes,
    ...testRoutes,
    resultRoute,
    ...certificateRoutes,
    ...standRoutes,
    ...revokeRoutes,
    ...learningApi,
    statementsApi,
    ...badgeApi,
  ],
  permissions: [learn, seeTraining, revokeCertificates],
  jobs: {
    'learning.keep-duties': (app) => keepDuties(app),
    'learning.remind': (app) => remind(app),
    'learning.tell-ended': (app) => tellEnded(app),
    'learning.close-attempts': (app) => closeAttempts(app),
    'learning.clean': async (app) => {
      await forgetAttempts(app);
      await forgetGone(app);
    },
  },
  schedule: [
    { task: 'learning.keep-duties', cron: '40 2 * * *' },
    { task: 'learning.remind', cron: '20 5 * * *' },
    { task: 'learning.tell-ended', cron: '* * * * *' },
    { task: 'learning.close-attempts', cron: '*/10 * * * *' },
    { task: 'learning.clean', cron: '55 1 * * *' },
  ],
  events: {
    'course.completed': 'A member of staff has passed the test of a course',
    'certificate.revoked': 'A certificate of a course was revoked, with a reason',
    'certificate.ended': 'A certificate of a course has come to its end',
  },
  datasets: learningDatasets,
  datasetTexts,
  copy: learningCopy,
  navigation: [
    {
      href: '/lernen/stand',
      label: (language) => learningTexts(language)('stand.nav'),
      audience: 'staff',
      aside: true,
      may: seeTraining,
    },
    {
      href: '/lernen',
      label: (language) => learningTexts(language)('own.nav'),
      audience: 'staff',
      aside: true,
      may: learn,
    },
  ],
  errorText: learningErrorText,
  seed: seedCompletions,
};
