// Who may have a register corrected, and who decides about it.
import type { Actor, StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { definePermission } from '../../kernel/permission.ts';
import { registerIds, unitOfRegister } from '../data/index.ts';
import { units } from '../organisation/index.ts';
import { mayOfUnit } from '../policy/index.ts';

/** Everyone the entries that their account is linked to. */
export const correctOwn = definePermission('corrections.ask', (actor) => actor.kind === 'person');

/**
 * By the canton's policy, for those only who may see the corrections of a unit that keeps a register; of which one is asked
 * when it is known.
 */
export const seeCorrections = definePermission(
  'corrections.see',
  (actor: Actor, _resource: undefined, app) =>
    actor.kind === 'staff' &&
    registerIds.some((register) => {
      const unit = unitOfRegister(app, register);
      return unit !== undefined && maySee(app, actor, unit);
    }),
);

/** By the canton's policy: what units may with a register that this one keeps. What it says of people is confidential. */
export const decideCorrection = definePermission<{ app: App; unit: string }>(
  'corrections.decide',
  (actor: Actor, { app, unit }) =>
    actor.kind === 'staff' &&
    mayOfUnit(app, actor, { purpose: 'correction', use: 'act', class: 'confidential' }, unit),
);

/** Units whose registers somebody may see corrections of. */
export const unitsCorrectedBy = (app: App, actor: StaffActor): string[] =>
  units(app)
    .map(({ id }) => id)
    .filter((unit) => maySee(app, actor, unit));

const maySee = (app: App, actor: StaffActor, unit: string): boolean =>
  mayOfUnit(app, actor, { purpose: 'correction', use: 'see', class: 'confidential' }, unit);
