// Mandates that wait for an answer of whoever looks into their account.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { standingOf } from '../rules.ts';
import { givenTo } from './mandates.ts';

export interface OpenOffer {
  id: string;
  giver: string;
  offeredAt: Date;
}

/** Among the latest twenty that they were given or offered; all are at `/vertretung/vollmachten`. */
export async function openOffers(app: App, actor: PersonActor): Promise<OpenOffer[]> {
  const { items } = await givenTo(app, actor, undefined);
  return items
    .filter((each) => standingOf(each, app.clock.today()) === 'offered')
    .map(({ id, giverName, offeredAt }) => ({ id, giver: giverName, offeredAt }));
}
