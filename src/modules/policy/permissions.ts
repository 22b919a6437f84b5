// Permissions whose answer is the canton's policy: they open an address to roles; the case itself is asked when it is known.
import type { Actor, Role } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { definePermission, type Permission } from '../../kernel/permission.ts';
import { mayAtAll, type Purpose, type Use } from './decide.ts';
import { policyOf } from './policy-file.ts';

/** Staff with a role for which the policy has a rule of this purpose, and of this use where one is named. */
export const staffFor = (id: string, purpose: Purpose, use?: Use): Permission =>
  definePermission(id, (actor, _resource, app) => mayFor(app, actor, purpose, use));

export function mayFor(app: App, actor: Actor, purpose: Purpose, use?: Use): boolean {
  return actor.kind === 'staff' && rolesMay(app, actor.roles, purpose, use);
}

/** The same of somebody who is not here, e.g. to whom a mail may go. */
export const rolesMay = (app: App, roles: readonly Role[], purpose: Purpose, use?: Use): boolean =>
  mayAtAll(policyOf.of(app).book, purpose, roles, use);
