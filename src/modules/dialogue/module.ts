// The dialogue module: mails about cases, the account with its mailbox, the copy of one's own data.
import type { Module } from '../../kernel/module.ts';
import { addCaseBand } from '../cases/index.ts';
import { announceBatch } from './actions/announce-batch.ts';
import { announceDraft } from './actions/announce-draft.ts';
import { notifiedEvents, notify } from './actions/notify.ts';
import { removeMailsOfCase } from './actions/remove-mails-of-case.ts';
import { removeOldMails } from './actions/remove-old-mails.ts';
import { outboxRoutes } from './demo/outbox.tsx';
import { addedToAccount } from './pages/added-to-account.ts';
import { accountRoute } from './pages/account.tsx';
import { meApiRoutes } from './pages/me-api.ts';
import { ownListRoutes } from './pages/own-lists.tsx';
import { exportOwnData, openAccount } from './permissions.ts';
import { dialogueDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { dialogueCopy } from './copy/mails.ts';
import { caseThreadsBand } from './threads/case-band.tsx';
import { startElectronicService } from './threads/electronic-service.ts';
import { newThreadRoutes } from './threads/new-thread.tsx';
import { ownThreadRoutes } from './threads/own-thread.tsx';
import { removeOldThreads, removeThreadsOfCase } from './threads/remove-threads.ts';
import { seedThreads } from './threads/seed-threads.ts';
import { staffThreadRoutes } from './threads/staff-pages.tsx';
import { remindDeadlines, tellMessage } from './threads/tell-by-mail.ts';
import { answerThreads, writeThreads } from './threads/thread-sight.ts';
import { threadErrorText, threadTexts } from './threads/thread-texts.ts';

export const dialogue: Module = {
  name: 'dialogue',
  schema: 'dialogue',
  start: async (app) => {
    addedToAccount.set(app, []);
    addCaseBand(app, caseThreadsBand);
    await startElectronicService(app);
  },
  routes: [
    accountRoute,
    ...ownListRoutes,
    ...newThreadRoutes,
    ...ownThreadRoutes,
    ...staffThreadRoutes,
    ...meApiRoutes,
    ...outboxRoutes,
  ],
  permissions: [openAccount, exportOwnData, writeThreads, answerThreads],
  jobs: {
    'dialogue.notify': notify,
    'dialogue.announce-draft': announceDraft,
    'dialogue.announce-batch': announceBatch,
    'dialogue.remove-old-mails': removeOldMails,
    'dialogue.tell-message': tellMessage,
    'dialogue.remind-deadlines': (app) => remindDeadlines(app),
    'dialogue.remove-threads': (app) => removeOldThreads(app),
  },
  subscribes: [
    ...notifiedEvents.map((event) => ({ event, task: 'dialogue.notify' })),
    { event: 'draft.expires-soon', task: 'dialogue.announce-draft' },
    { event: 'batch.finished', task: 'dialogue.announce-batch' },
    { event: 'message.answered', task: 'dialogue.tell-message' },
  ],
  events: {
    'message.received': 'A person has written to a unit.',
    'message.answered': 'A unit has written to a person.',
  },
  schedule: [
    { task: 'dialogue.remove-old-mails', cron: '41 2 * * *' },
    { task: 'dialogue.remind-deadlines', cron: '15 5 * * *' },
    { task: 'dialogue.remove-threads', cron: '45 2 * * *' },
  ],
  copy: dialogueCopy,
  removeCase: async (tx, ref) => {
    const mails = await removeMailsOfCase(tx, ref);
    const threads = await removeThreadsOfCase(tx, ref);
    return { ...threads, rows: { ...mails.rows, ...threads.rows } };
  },
  datasets: dialogueDatasets,
  datasetTexts,
  navigation: [
    {
      href: '/nachrichten',
      label: (language) => threadTexts(language)('staff.nav'),
      audience: 'staff',
      may: answerThreads,
    },
  ],
  errorText: threadErrorText,
  seed: seedThreads,
};
