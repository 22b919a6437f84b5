// The next duties of an account, for its first page: from what is kept, without asking registers each time somebody looks.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { addDays } from '../../../engine/index.ts';
import { dutyOwn } from './due-soon.ts';
import type { KeptDuty } from './own-duties.ts';

/** What is farther away does not press; what was missed longer ago is still on the page of the duties. */
const near = 30;
const most = 2;

export async function soonDuties(app: App, actor: PersonActor): Promise<KeptDuty[]> {
  const today = app.clock.today();
  const { duties } = await dutyOwn(app, actor);
  return duties
    .filter(
      ({ due, done }) => due && !done && due.day >= addDays(today, -near) && due.day <= addDays(today, near),
    )
    .slice(0, most);
}
