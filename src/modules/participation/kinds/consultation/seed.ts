// Invented comments of the demonstration, by the same action that people use.
import type { App } from '../../../../kernel/app.ts';
import { contribute } from '../../actions/contribute.ts';
import type { Process } from '../../process.ts';
import { demoPerson } from '../../demo-person.ts';

const comments = [
  { who: 'resident-anna', anchor: 'zweck', body: 'Gut, dass klar steht, was Bürgerräte sind und was nicht.' },
  {
    who: 'resident-carla',
    anchor: 'auslosung',
    body: 'Bitte auch das Einkommen abbilden, sonst fehlen jene, die wenig Zeit und Geld haben.',
  },
  {
    who: 'resident-luis',
    anchor: 'auslosung',
    body: 'Ab 16 Jahren, mit Wohnsitz statt Stimmrecht. Wer hier lebt, soll mitraten.',
  },
] as const;

export async function seedComments(app: App, process: Process): Promise<void> {
  for (const { who, anchor, body } of comments) {
    const person = await demoPerson(app, who);
    if (person)
      await contribute(app, person, {
        ...{ process, act: 'comment', anchor, body },
        language: 'de',
        named: who !== 'resident-carla',
      });
  }
}
