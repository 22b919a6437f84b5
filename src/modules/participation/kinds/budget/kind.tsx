// Participatory budget: people choose projects, and their money buys them.
import { votingIsOver } from '../../phases.ts';
import { fewestPublished } from '../../secret/published-box.ts';
import type { Kind } from '../kind.ts';
import { ballotRoutes } from './ballot.tsx';
import { countedBudget, rule } from './ballots.ts';
import { budgetBands } from './bands.tsx';
import { BudgetPart, budgetOf, checkBudget } from './part.ts';
import { secretFaults, secretWords } from './read-ballot.ts';
import { recountRoutes } from './recount.tsx';
import { resultRoutes } from './result.tsx';
import { seedBallots } from './seed.ts';

export const budget: Kind = {
  id: 'budget',
  name: {
    de: 'Bürgerbudget',
    fr: 'Budget participatif',
    it: 'Bilancio partecipativo',
    en: 'Participatory budget',
  },
  schema: BudgetPart,
  acts: {
    vote: {
      name: { de: 'Stimmzettel', fr: 'Bulletin', it: 'Scheda', en: 'Ballot' },
      once: true,
      unlisted: true,
    },
  },
  check: checkBudget,
  secretFaults,
  secretWords,
  bands: budgetBands,
  routes: [...recountRoutes, ...ballotRoutes, ...resultRoutes],
  async result(app, process) {
    if (!votingIsOver(process, app.clock.today())) return {};
    const { outcome, greedy, election, ballots } = await countedBudget(app, process);
    const ids = (places: readonly number[]) => places.map((place) => election.projects[place]?.id);
    return {
      rule,
      ballots: ballots.length,
      budget: election.budget,
      spent: outcome.spent,
      selected: ids(outcome.chosen),
      greedy: ids(greedy.chosen),
      ...(ballots.length >= fewestPublished && { file: `/mitreden/${process.id}/stimmen.pb` }),
    };
  },
  searchText: (process, language) =>
    budgetOf(process)
      .projects.map(({ title, text }) => `${title[language]} ${text[language]}`)
      .join(' '),
  seed: seedBallots,
};
