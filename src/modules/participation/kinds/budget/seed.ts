// Invented ballots of the demonstration, cast by the same action that people use, on days when it was open.
import type { App } from '../../../../kernel/app.ts';
import { runAt } from '../../../../kernel/clock.ts';
import { randomSymbols } from '../../../../kernel/readable-symbols.ts';
import { contribute } from '../../actions/contribute.ts';
import { demoPerson } from '../../demo-person.ts';
import type { Process } from '../../process.ts';
import { votingIsOver } from './part.ts';

const ballots: readonly (readonly [who: string, ...projects: string[]])[] = [
  ['resident-anna', 'baeume', 'spielplatz', 'baenke'],
  ['resident-carla', 'baeume', 'spielplatz', 'velo'],
  ['resident-rosa', 'baenke', 'brunnen'],
  ['resident-luis', 'spielplatz', 'velo'],
  ['resident-paula', 'baeume', 'spielplatz'],
  ['resident-tom', 'velo', 'werkstatt'],
  ['resident-giulia', 'werkstatt', 'brunnen'],
];

export async function seedBallots(app: App, process: Process): Promise<void> {
  const open = process.phases.find(({ takes }) => takes.includes('vote'));
  // People vote in the open one themselves.
  if (!open || !votingIsOver(process, app.clock.today())) return;
  for (const [who, ...projects] of ballots) {
    const person = await demoPerson(app, who);
    if (!person) continue;
    const cast = () =>
      contribute(app, person, {
        ...{ process, act: 'vote', data: { projects }, receipt: randomSymbols(10) },
        language: 'de',
        named: false,
      });
    await runAt(app.clock, new Date(`${open.from}T10:00:00+02:00`), cast);
  }
}
