// Deliberation by statements: people vote on short statements of each other, and an opinion map shows groups and what all share.
import type { Kind } from '../kind.ts';
import { deliberationBands } from './bands.tsx';
import { openDataRoute } from './open-data.ts';
import { checkDeliberation, DeliberationPart, deliberationOf } from './part.ts';
import { proposeRoutes } from './propose-page.tsx';
import { seedDeliberation } from './seed.ts';
import { fewestPeople, sharedStatements, snapshotOf } from './snapshot.ts';
import { voteRoutes } from './vote-page.tsx';

export const deliberation: Kind = {
  id: 'deliberation',
  name: { de: 'Beratung', fr: 'Délibération', it: 'Deliberazione', en: 'Deliberation' },
  schema: DeliberationPart,
  acts: {
    statement: { name: { de: 'Aussage', fr: 'Affirmation', it: 'Affermazione', en: 'Statement' } },
    vote: { name: { de: 'Stimme', fr: 'Voix', it: 'Voto', en: 'Vote' }, unlisted: true },
  },
  check: checkDeliberation,
  bands: deliberationBands,
  routes: [...voteRoutes, ...proposeRoutes, openDataRoute],
  async result(app, process) {
    const snapshot = await snapshotOf(app, process);
    if (!snapshot || snapshot.map.people.length < fewestPeople) return {};
    const id = (number: string) => snapshot.statements[Number(number)] ?? number;
    return {
      computedAt: snapshot.at.toISOString(),
      voters: snapshot.map.voters,
      votes: snapshot.map.votes,
      groups: snapshot.map.groups.map(({ members, representative }) => ({
        people: members.length,
        representative: representative.map((each) => ({ ...each, statement: id(each.statement) })),
      })),
      shared: sharedStatements(snapshot).map(({ statement, agree, seen, groupInformedConsensus }) => ({
        statement: id(statement),
        ...{ agree, seen, groupInformedConsensus },
      })),
    };
  },
  searchText: (process, language) =>
    deliberationOf(process)
      .statements.map(({ text }) => text[language])
      .join(' '),
  seed: seedDeliberation,
};
