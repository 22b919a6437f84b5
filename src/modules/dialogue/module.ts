// The dialogue module: mails about cases, the account with its mailbox, the copy of one's own data.
import type { Module } from '../../kernel/module.ts';
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

export const dialogue: Module = {
  name: 'dialogue',
  start: async (app) => {
    addedToAccount.set(app, []);
  },
  routes: [accountRoute, ...ownListRoutes, ...meApiRoutes, ...outboxRoutes],
  permissions: [openAccount, exportOwnData],
  jobs: {
    'dialogue.notify': notify,
    'dialogue.announce-draft': announceDraft,
    'dialogue.announce-batch': announceBatch,
    'dialogue.remove-old-mails': removeOldMails,
  },
  subscribes: [
    ...notifiedEvents.map((event) => ({ event, task: 'dialogue.notify' })),
    { event: 'draft.expires-soon', task: 'dialogue.announce-draft' },
    { event: 'batch.finished', task: 'dialogue.announce-batch' },
  ],
  schedule: [{ task: 'dialogue.remove-old-mails', cron: '41 2 * * *' }],
  copy: dialogueCopy,
  removeCase: removeMailsOfCase,
  datasets: dialogueDatasets,
  datasetTexts,
};
