// Which unit gets a question: what the page and the topic say by the graph of responsibility, else the unit that coordinates.
import type { App } from '../../kernel/app.ts';
import { responsibleUnits } from '../catalogue/index.ts';
import { accountsOfUnit } from '../identity/index.ts';
import { unitPath } from '../organisation/index.ts';
import { rolesMay } from '../policy/index.ts';
import { configOf } from './questions-config.ts';

export interface Routed {
  unit?: string | undefined;
  service?: string | undefined;
  topic?: string | undefined;
  area?: string | undefined;
}

/** A unit where nobody reads questions, and none above it either, would leave the asker waiting. */
export async function unitFor(app: App, { unit, service, topic, area }: Routed): Promise<string> {
  const { coordinator } = configOf.of(app).reroutes;
  const wanted = unit ?? responsibleUnits(app, { service, topic, area })[0]?.unit.id;
  return wanted !== undefined && (await isRead(app, wanted)) ? wanted : coordinator;
}

/** Whether somebody of the unit or of one above it answers questions. */
export async function isRead(app: App, unit: string): Promise<boolean> {
  for (const { id } of unitPath(app, unit).toReversed()) {
    const staff = await accountsOfUnit(app, id);
    if (staff.some(({ roles }) => rolesMay(app, roles, 'questions', 'act'))) return true;
  }
  return false;
}
