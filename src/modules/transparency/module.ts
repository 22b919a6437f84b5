// The transparency module: commits the access log to a Merkle tree, has it witnessed, gives receipts, finds tampering.
import { queueOnce } from '../../kernel/jobs/queue-once.ts';
import type { Module } from '../../kernel/module.ts';
import { addToAccesses } from '../data/index.ts';
import { checkLog } from './actions/check-log.ts';
import { keepLog } from './actions/keep-log.ts';
import { removeOldAccesses } from './actions/remove-old-accesses.ts';
import './errors.ts';
import { startLog } from './log/current-log.ts';
import { logPage } from './pages/log.tsx';
import { openLogRoutes } from './pages/open-log.ts';
import { receiptLinks } from './pages/receipt-links.tsx';
import { receiptRoute } from './pages/receipts.ts';
import { verifyPage } from './pages/verify.tsx';
import { haveOwnReceipts } from './permissions.ts';
import { transparencyErrorText, transparencyTexts } from './transparency-texts.ts';
import { transparencyDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';

export const transparency: Module = {
  name: 'transparency',
  schema: 'transparency',
  start: async (app) => {
    await startLog(app);
    addToAccesses(app, receiptLinks);
    // After a restore nobody should wait a minute to learn of it.
    await queueOnce(app, 'transparency.keep-log');
  },
  routes: [logPage, verifyPage, receiptRoute, ...openLogRoutes],
  permissions: [haveOwnReceipts],
  jobs: {
    'transparency.keep-log': keepLog,
    'transparency.check-log': async (app) => void (await checkLog(app)),
    'transparency.remove-old-accesses': async (app) => void (await removeOldAccesses(app)),
  },
  schedule: [
    { task: 'transparency.keep-log', cron: '* * * * *' },
    { task: 'transparency.remove-old-accesses', cron: '10 1 * * *' },
    { task: 'transparency.check-log', cron: '40 1 * * *' },
  ],
  datasets: transparencyDatasets,
  datasetTexts,
  footer: [{ column: 'trust', href: '/log', label: (language) => transparencyTexts(language)('title') }],
  errorText: transparencyErrorText,
};
