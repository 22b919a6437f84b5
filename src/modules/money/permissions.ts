// Who may pay and who may handle money: people their own bills, and by the canton's policy the unit that money.yaml names.
import type { Actor } from '../../kernel/actor.ts';
import { covers } from '../../kernel/acting.ts';
import type { App } from '../../kernel/app.ts';
import { definePermission } from '../../kernel/permission.ts';
import { mayOfUnit, type Use } from '../policy/index.ts';
import { configOf } from './money-config.ts';

const mayOfMoney = (app: App, actor: Actor, use: Use): boolean =>
  actor.kind === 'staff' &&
  mayOfUnit(app, actor, { purpose: 'money', use, class: 'confidential' }, configOf.of(app).unit);

/** Which bill is one's own is asked when it is known. */
export const payBill = definePermission('money.pay', (actor) => actor.kind === 'person');

/** Its owner, or who acts for them in this case. */
export const payThis = definePermission<{ accountId: string; serviceId: string; caseRef: string }>(
  'money.pay-this',
  (actor, { accountId, serviceId, caseRef }) =>
    actor.kind === 'person' && actor.id === accountId && covers(actor, { serviceId, ref: caseRef }),
);

export const seeMoney = definePermission('money.see', (actor, _resource: undefined, app) =>
  mayOfMoney(app, actor, 'see'),
);
export const handleMoney = definePermission('money.handle', (actor, _resource: undefined, app) =>
  mayOfMoney(app, actor, 'act'),
);

/** The signature of the call is the permission. */
export const tellPayment = definePermission('money.tell-payment', () => true);
