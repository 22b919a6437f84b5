// Who may have a register corrected, and who decides about it.
import { hasRole, type Actor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { definePermission } from '../../kernel/permission.ts';
import { isWithin } from '../organisation/index.ts';

/** Everyone the entries that their account is linked to. */
export const correctOwn = definePermission('corrections.ask', (actor) => actor.kind === 'person');

/** Case workers and heads; of which register is asked when it is known. */
export const seeCorrections = definePermission('corrections.see', (actor) => hasRole(actor, 'clerk', 'head'));

/** Those of the unit that keeps the register. */
export const decideCorrection = definePermission<{ app: App; unit: string }>(
  'corrections.decide',
  (actor: Actor, { app, unit }) => hasRole(actor, 'clerk', 'head') && isWithin(app, unit, actor.unit),
);
