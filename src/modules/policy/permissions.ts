// Permissions whose answer is the canton's policy: they open an address to roles; the case itself is asked when it is known.
import type { Actor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { definePermission, type Permission } from '../../kernel/permission.ts';
import { mayAtAll, type Purpose } from './decide.ts';
import { policyOf } from './policy-file.ts';

/** Staff with a role for which the policy has a rule of this purpose. */
export const staffFor = (id: string, purpose: Purpose): Permission =>
  definePermission(id, (actor, _resource, app) => mayFor(app, actor, purpose));

export function mayFor(app: App, actor: Actor, purpose: Purpose): boolean {
  return actor.kind === 'staff' && mayAtAll(policyOf.of(app).book, purpose, actor.roles);
}
