// Invented votes of the demonstration: sixty people without accounts in two leanings, and statements that wait for moderators.
import type { ProgrammeActor } from '../../../../kernel/actor.ts';
import type { App } from '../../../../kernel/app.ts';
import { transact } from '../../../../kernel/transaction.ts';
import { plantedVotes, type Leaning } from '../../../../opinion/index.ts';
import { joinProcess } from '../../actions/join-process.ts';
import { demoPerson } from '../../demo-person.ts';
import { personKey } from '../../participant.ts';
import type { Process } from '../../process.ts';
import { keepVote } from './cast-vote.ts';
import { deliberationOf } from './part.ts';
import { proposeStatement } from './propose.ts';
import { computeMap } from './snapshot.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'participation.seed' };
/** Two leanings; where both have the same, all agree. Statements beyond these leave people undecided. */
const live: Leaning[] = [1, -1, 1, 1, -1, 1, 1, -1, 1, 1, -1, 1];
const sleep: Leaning[] = [-1, 1, 1, -1, 1, 1, -1, 1, 1, -1, 1, 1];

export async function seedDeliberation(app: App, process: Process): Promise<void> {
  const { statements } = deliberationOf(process);
  const votes = plantedVotes([
    { size: 36, leanings: live },
    { size: 24, leanings: sleep },
  ]);
  for (const [voter, own] of Map.groupBy(votes, (vote) => vote.voter))
    await transact(app, programme, async (tx) => {
      tx.impersonal('demonstration');
      const author = await joinProcess(tx, process, {
        key: personKey(app, process.id, `demonstration ${voter}`),
        account: undefined,
        language: 'de',
        name: undefined,
        groups: {},
      });
      for (const { statement, choice } of own) {
        const id = statements[Number(statement)]?.id;
        if (id !== undefined) await keepVote(tx, author, { process, statement: id, choice });
      }
    });
  const writer = await demoPerson(app, 'resident-luis');
  if (writer)
    await proposeStatement(app, writer, {
      process,
      text: 'Wer in der Nacht arbeitet, soll sicher und günstig nach Hause kommen.',
      typed: { language: 'de', named: false },
    });
  await computeMap(app, process.id);
}
