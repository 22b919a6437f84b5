// Who may fill in and submit: people with an account, for themselves or for the company they act for.
import { definePermission } from '../../kernel/permission.ts';

export const fillForm = definePermission('intake.fill-form', (actor) => actor.kind === 'person');
