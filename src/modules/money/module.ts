// The money module: bills of decisions, payments, the ledger, what the bank reports; paid is delivered or refunded.
import type { Module } from '../../kernel/module.ts';
import { addCaseBand } from '../cases/index.ts';
import { askDue } from './actions/ask-due.ts';
import { askPayment } from './actions/ask-payment.ts';
import { checkDelivery } from './actions/check-delivery.ts';
import { closeDays } from './actions/close-days.ts';
import { forgetNames } from './actions/forget-names.ts';
import { readStatement } from './actions/read-statement.ts';
import { remindAll } from './actions/remind.ts';
import { tellBill } from './actions/tell-bill.ts';
import { removeOfCase } from './actions/remove-of-case.ts';
import { sendRefund } from './actions/send-refund.ts';
import { settleCase } from './actions/settle-case.ts';
import { changesRoute } from './api/changes.ts';
import { moneyDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { startConfig } from './money-config.ts';
import { moneyErrorText, moneyTexts } from './money-texts.ts';
import { moneyCopy } from './own-copy.ts';
import { billRoutes } from './pages/bill.tsx';
import { caseBand } from './pages/case-band.tsx';
import { checkRoutes } from './pages/checks.tsx';
import { demoRoutes } from './pages/demo-checkout.tsx';
import { ledgerRoute } from './pages/ledger.tsx';
import { openItemsRoute } from './pages/open-items.tsx';
import { payRoutes } from './pages/pay.tsx';
import { statementRoutes } from './pages/statements.tsx';
import { handleMoney, payBill, seeMoney, tellPayment } from './permissions.ts';

export const money: Module = {
  name: 'money',
  schema: 'money',
  start: async (app) => {
    await startConfig(app);
    addCaseBand(app, caseBand);
  },
  routes: [
    ...payRoutes,
    ...demoRoutes,
    openItemsRoute,
    ...billRoutes,
    ...statementRoutes,
    ...checkRoutes,
    ledgerRoute,
    changesRoute,
  ],
  permissions: [payBill, seeMoney, handleMoney, tellPayment],
  jobs: {
    'money.settle-case': (app, payload) => settleCase(app, String(payload['subject'])),
    'money.ask-payment': (app, payload) => askPayment(app, String(payload['id'])),
    'money.ask-due': (app) => askDue(app),
    'money.send-refund': (app, payload) => sendRefund(app, String(payload['id'])),
    'money.read-statement': (app, payload) => readStatement(app, String(payload['subject'])),
    'money.remind': (app) => remindAll(app),
    'money.tell': tellBill,
    'money.check-delivery': (app) => checkDelivery(app),
    'money.close-days': (app) => closeDays(app),
    'money.forget-names': (app) => forgetNames(app),
  },
  subscribes: [
    { event: 'case.decided', task: 'money.settle-case' },
    { event: 'statement.brought', task: 'money.read-statement' },
    { event: 'bill.reminded', task: 'money.tell' },
    { event: 'relief.done', task: 'money.tell' },
  ],
  events: {
    'bill.issued': 'A decision costs something: its bill is there.',
    'bill.cancelled': 'The decision was changed: its bill no longer counts, and what was paid goes back.',
    'bill.paid-in': 'The bank has reported money for a bill.',
    'bill.reminded': 'The day of a bill has passed: a reminder with a new day.',
    'payment.started': 'Somebody wants to pay by card or TWINT.',
    'payment.pending': 'The payment service knows the payment and waits for the person.',
    'payment.captured': 'The payment service has taken the money.',
    'payment.failed': 'The payment did not succeed.',
    'payment.cancelled': 'The person has broken the payment off.',
    'payment.expired': 'The payment was not made in time.',
    'relief.proposed': 'A waiver or refund is proposed, by staff or since money is owed.',
    'relief.checked': 'A first person has checked what the program has proposed.',
    'relief.approved': 'A second person has released a refund; it is on its way.',
    'relief.refused': 'A second person has refused it.',
    'relief.unsent': 'The payment service can’t give it back: the bank has to.',
    'relief.held':
      'The payment service says that it has given back another amount: somebody has to look at it.',
    'relief.done': 'What was open is waived, or the money is on its way back to the person.',
    'statement.brought': 'Somebody has brought a file of the bank.',
    'statement.read': 'A file of the bank is read: what fits is booked, the rest waits for somebody.',
    'entry.settled': 'Somebody has settled what the bank has reported.',
  },
  schedule: [
    { task: 'money.ask-due', cron: '* * * * *' },
    { task: 'money.remind', cron: '25 5 * * *' },
    { task: 'money.check-delivery', cron: '50 1 * * *' },
    { task: 'money.close-days', cron: '5 0 * * *' },
    { task: 'money.forget-names', cron: '55 2 * * *' },
  ],
  copy: moneyCopy,
  removeCase: removeOfCase,
  datasets: moneyDatasets,
  datasetTexts,
  navigation: [
    {
      href: '/geld',
      label: (language) => moneyTexts(language)('nav'),
      audience: 'staff',
      may: seeMoney,
    },
  ],
  errorText: moneyErrorText,
};
