// Invented people of the demonstration, for seeds.
import type { PersonActor, StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { demoActor, demoIdentities } from '../identity/index.ts';

/** @returns undefined where the canton's demonstration has nobody of this name */
export async function demoPerson(app: App, id: string): Promise<PersonActor | undefined> {
  if (!demoIdentities(app).some((each) => each.id === id)) return undefined;
  const actor = await demoActor(app, id);
  return actor.kind === 'person' ? actor : undefined;
}

/** @returns undefined where the canton's demonstration has no member of staff of this name */
export async function demoStaff(app: App, id: string): Promise<StaffActor | undefined> {
  if (!demoIdentities(app).some((each) => each.id === id)) return undefined;
  const actor = await demoActor(app, id);
  return actor.kind === 'staff' ? actor : undefined;
}
