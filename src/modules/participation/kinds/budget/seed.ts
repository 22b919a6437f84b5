// Invented ballots of the demonstration, cast by the same actions that people use, on days when it was open.
import type { App } from '../../../../kernel/app.ts';
import { runAt } from '../../../../kernel/clock.ts';
import { randomSymbols } from '../../../../kernel/readable-symbols.ts';
import { contribute } from '../../actions/contribute.ts';
import { demoPerson } from '../../demo-person.ts';
import { personKey, type Participant } from '../../participant.ts';
import { votingIsOver } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { castForVoter } from '../../secret/issue-ballot.ts';
import { mixBoxes } from '../../secret/mix-boxes.ts';
import { voteText } from './vote-text.ts';

const ballots: readonly (readonly [who: string, ...projects: string[]])[] = [
  ['resident-anna', 'baeume', 'spielplatz', 'baenke'],
  ['resident-carla', 'baeume', 'spielplatz', 'velo'],
  ['resident-rosa', 'baenke', 'brunnen'],
  ['resident-luis', 'spielplatz', 'velo'],
  ['resident-paula', 'baeume', 'spielplatz'],
  ['resident-tom', 'velo', 'werkstatt'],
  ['resident-giulia', 'werkstatt', 'brunnen'],
  // People without an account here, as if they had voted with a code.
  ['1', 'baeume', 'baenke', 'brunnen'],
  ['2', 'spielplatz', 'brunnen'],
  ['3', 'baeume', 'velo', 'baenke'],
  ['4', 'werkstatt', 'baenke'],
  ['5', 'baeume', 'brunnen'],
];

export async function seedBallots(app: App, process: Process): Promise<void> {
  const open = process.phases.find(({ takes }) => takes.includes('vote'));
  // People vote in the open one themselves.
  if (!open || !votingIsOver(process, app.clock.today())) return;
  const at = new Date(`${open.from}T10:00:00+02:00`);
  for (const [who, ...projects] of ballots) {
    const person = await voter(app, process, who);
    if (!person) continue;
    const cast = () =>
      process.ballots === 'secret'
        ? castForVoter(app, person, { process, vote: voteText({ projects }), language: 'de' })
        : contribute(app, person, {
            ...{ process, act: 'vote', data: { projects }, receipt: randomSymbols(10) },
            language: 'de',
            named: false,
          });
    await runAt(app.clock, at, cast);
  }
  if (process.ballots === 'secret') await mixBoxes(app);
}

async function voter(app: App, process: Process, who: string): Promise<Participant | undefined> {
  if (!/^\d+$/.test(who)) return demoPerson(app, who);
  const key = personKey(app, process.id, `demonstration ${who}`);
  return { kind: 'code', process: process.id, personKey: key };
}
