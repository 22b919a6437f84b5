// Who may fill in and submit: people with an account for themselves or their company, and the counter for someone who is there or calls.
import { definePermission } from '../../kernel/permission.ts';
import { staffFor } from '../policy/index.ts';

export const fillForm = definePermission('intake.fill-form', (actor) => actor.kind === 'person');
/** Sends many submissions of a company at once, and sees those that others of it have sent. */
export const sendBatch = definePermission(
  'intake.send-batch',
  (actor) => actor.kind === 'person' && actor.organisationId !== undefined,
);
/** Fills in a form; visitors begin before they sign in, with nothing from any register, and send only after. */
export const beginForm = definePermission(
  'intake.begin-form',
  (actor) => actor.kind === 'person' || actor.kind === 'anonymous',
);
/** Fills in any service for somebody else, and looks them up in the register. */
export const serveAtCounter = staffFor('intake.serve-at-counter', 'counter');
