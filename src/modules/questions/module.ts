// The questions module: people ask publicly or privately, a unit answers with a date, answers become knowledge, and how long it takes is public.
import { stopForFaults } from '../../kernel/canton-file.ts';
import type { Module } from '../../kernel/module.ts';
import { addRelatedBand } from '../catalogue/index.ts';
import { forgetQuestions } from './actions/forget-questions.ts';
import { askConfirmation, tellAsker, toldEvents } from './actions/tell-asker.ts';
import { announceQuestion } from './announce.ts';
import { publicQuestionsApi } from './api/public-api.ts';
import { timesApi } from './api/times-api.ts';
import { questionsDatasets } from './datasets.ts';
import { datasetTexts } from './dataset-texts.ts';
import { keepStock } from './knowledge/keep-articles.ts';
import { loadKnowledge } from './knowledge/load-knowledge.ts';
import { questionsMeasures } from './measures.ts';
import { questionsOpenData } from './open-data.ts';
import { questionsCopy } from './own-copy.ts';
import { askRoutes } from './pages/ask.tsx';
import { editArticleRoutes } from './pages/edit-article.tsx';
import { helpedRoutes } from './pages/helped.tsx';
import { knowledgeRoutes } from './pages/knowledge.tsx';
import { relatedQuestions } from './pages/related.tsx';
import { ownRoutes } from './pages/own.tsx';
import { publicListRoutes } from './pages/public-list.tsx';
import { publicQuestionRoute } from './pages/public-question.tsx';
import { staffListRoute } from './pages/staff-list.tsx';
import { staffQuestionRoutes } from './pages/staff-question.tsx';
import { timesRoute } from './pages/times.tsx';
import { ask, handleQuestions } from './permissions.ts';
import { startConfig } from './questions-config.ts';
import { questionsErrorText, questionsTexts } from './questions-texts.ts';
import { indexQuestions } from './search-entries.ts';
import { seedQuestions } from './seed/seed-questions.ts';

export const questions: Module = {
  name: 'questions',
  schema: 'questions',
  async start(app) {
    await startConfig(app);
    const { articles, faults } = await loadKnowledge(app);
    stopForFaults('The file knowledge.yaml', faults);
    await keepStock(app, articles);
    await indexQuestions(app);
    addRelatedBand(app, relatedQuestions);
  },
  routes: [
    ...publicListRoutes,
    ...askRoutes,
    ...ownRoutes,
    staffListRoute,
    ...staffQuestionRoutes,
    publicQuestionRoute,
    ...knowledgeRoutes,
    ...editArticleRoutes,
    ...helpedRoutes,
    timesRoute,
    ...timesApi,
    ...publicQuestionsApi,
  ],
  permissions: [ask, handleQuestions],
  jobs: {
    'questions.tell': tellAsker,
    'questions.confirm': askConfirmation,
    'questions.index': (app) => indexQuestions(app),
    'questions.forget': (app) => forgetQuestions(app),
  },
  subscribes: toldEvents.map((event) => ({ event, task: 'questions.tell' })),
  events: {
    'question.asked': 'Somebody has asked the administration; the clock of the unit runs.',
    'question.rerouted': 'A unit has sent a question on to another one, with a reason.',
    'question.asked-back': 'A unit needs to know more of the asker; the clock rests.',
    'question.replied': 'The asker has replied; the clock runs again.',
    'question.answered': 'A unit has answered a question, or corrected its answer.',
    'question.published': 'A question, with its answer where there is one, was released for everyone.',
    'question.hidden': 'A question is not shown to everyone any more.',
    'question.withdrawn': 'The asker has withdrawn a question.',
    'article.published': 'A new or checked article of knowledge is public.',
  },
  announces: { 'question.published': announceQuestion },
  schedule: [{ task: 'questions.forget', cron: '35 2 * * *' }],
  copy: questionsCopy,
  datasets: questionsDatasets,
  datasetTexts,
  openData: questionsOpenData,
  measures: questionsMeasures,
  navigation: [
    {
      href: '/fragen',
      covers: ['/wissen', '/antwortzeiten'],
      label: (language) => questionsTexts(language)('nav'),
      audience: 'public',
    },
    {
      href: '/fragen/bearbeiten',
      label: (language) => questionsTexts(language)('nav'),
      audience: 'staff',
      may: handleQuestions,
    },
  ],
  footer: [
    { column: 'help', href: '/wissen', label: (language) => questionsTexts(language)('knowledge.title') },
    { column: 'open', href: '/antwortzeiten', label: (language) => questionsTexts(language)('times.title') },
  ],
  pageLinks: [
    {
      href: (path) => (path === '/' ? '/fragen/neu' : `/fragen/neu?zu=${encodeURIComponent(path)}`),
      label: (language) => questionsTexts(language)('pageLink'),
    },
  ],
  errorText: questionsErrorText,
  seed: seedQuestions,
};
