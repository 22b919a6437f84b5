// The cases module: matters from submission to decision, worklists, letters, verification.
import type { Module } from '../../kernel/module.ts';
import { renderDocument } from './actions/render-document.ts';
import { caseTexts } from './case-texts.ts';
import './errors.ts';
import { caseRoutes } from './pages/case.tsx';
import { caseApiRoutes } from './pages/case-api.ts';
import { verifyRoutes } from './pages/verify.tsx';
import { worklistRoutes } from './pages/worklist.tsx';
import { actAsOwner, handleCase, openCasePage, seeCase, seeWorklist } from './permissions.ts';
import de from './texts/de.json' with { type: 'json' };

export const cases: Module = {
  name: 'cases',
  schema: 'cases',
  routes: [...worklistRoutes, ...caseRoutes, ...verifyRoutes, ...caseApiRoutes],
  permissions: [openCasePage, seeCase, handleCase, actAsOwner, seeWorklist],
  jobs: {
    'cases.render-document': async (app, payload) => {
      await renderDocument(app, String(payload['document']));
    },
  },
  events: {
    'case.submitted': 'A submission has become a case.',
    'case.taken': 'A case worker has taken the case.',
    'case.released': 'A case worker has given the case back.',
    'case.question-asked': 'Staff have asked the person a question; the promise stands still.',
    'case.question-answered': 'The person has answered; the promise goes on.',
    'case.withdrawn': 'The person has withdrawn.',
    'case.decided': 'The programme or staff have decided; the letter is in the account.',
  },
  datasets: [
    { table: 'cases.matter', class: 'special', purpose: 'case-handling', retention: 'as the service states' },
    {
      table: 'cases.history_entry',
      class: 'confidential',
      purpose: 'case-handling',
      retention: 'with the case',
    },
    { table: 'cases.document', class: 'confidential', purpose: 'case-handling', retention: 'with the case' },
    { table: 'cases.evidence', class: 'special', purpose: 'case-handling', retention: 'with the case' },
  ],
  navigation: [
    {
      href: '/arbeitsliste',
      label: (language) => caseTexts(language)('worklist'),
      audience: 'staff',
      may: seeWorklist,
    },
  ],
  footer: [{ column: 'trust', href: '/verify', label: (language) => caseTexts(language)('verifyTitle') }],
  errorText: (language, code) => {
    const key = `error.${code}`;
    return key in de ? caseTexts(language)(key as keyof typeof de) : undefined;
  },
};
