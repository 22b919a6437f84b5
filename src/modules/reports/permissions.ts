// Who works on reports. To report, to follow and to say that one is affected, too, is open to everyone.
import type { StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { Fault } from '../../kernel/errors.ts';
import { mayOfUnit, staffFor } from '../policy/index.ts';

/** By the canton's policy; which report, is asked when it is known. */
export const workOnReports = staffFor('reports.work', 'reports', 'act');

/** @throws Fault FORBIDDEN where the report is another unit's */
export function requireUnit(app: App, actor: StaffActor, unit: string): void {
  if (!mayOfUnit(app, actor, { purpose: 'reports', use: 'act', class: 'confidential' }, unit))
    throw new Fault('FORBIDDEN', { permission: workOnReports.id });
}
