// Invented votes of the demonstration: sixty people without accounts in two leanings, and statements that wait for moderators.
import type { ProgrammeActor } from '../../../../kernel/actor.ts';
import type { App } from '../../../../kernel/app.ts';
import { transact } from '../../../../kernel/transaction.ts';
import type { Choice } from '../../../../opinion/index.ts';
import { joinProcess } from '../../actions/join-process.ts';
import { demoPerson } from '../../demo-person.ts';
import type { Process } from '../../process.ts';
import { keepVote } from './cast-vote.ts';
import { deliberationOf } from './part.ts';
import { proposeStatement } from './propose.ts';
import { computeMap } from './snapshot.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'participation.seed' };
const people = 60;

/** Of a person in a group on the statement at a place; by arithmetic, so that each demonstration is the same. */
function choiceOf(person: number, place: number): Choice | undefined {
  const dice = (person * 37 + place * 61 + person * place * 13) % 100;
  if (dice < 15) return undefined;
  // Every third statement unites, the others divide.
  const leaning = place % 3 === 2 || person % 5 < 3 ? 1 : -1;
  const against: Choice = leaning === 1 ? -1 : 1;
  return dice < 24 ? 0 : dice < 34 ? against : place % 2 === 0 || place % 3 === 2 ? leaning : against;
}

export async function seedDeliberation(app: App, process: Process): Promise<void> {
  const { statements } = deliberationOf(process);
  for (let person = 0; person < people; person++)
    await transact(app, programme, async (tx) => {
      tx.impersonal('demonstration');
      const author = await joinProcess(tx, process, {
        identity: `demonstration ${person}`,
        account: undefined,
        language: 'de',
        name: undefined,
        groups: {},
      });
      for (const [place, { id }] of statements.entries()) {
        const choice = choiceOf(person, place);
        if (choice !== undefined) await keepVote(tx, author, { process, statement: id, choice });
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
