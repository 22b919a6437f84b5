// Who a route lets in, as a type: its permission has said so before. Should a route name a wrong one, nobody gets further.
import type { PersonActor, StaffActor } from '../actor.ts';
import { Fault } from '../errors.ts';
import type { Request } from './route.ts';

/** @throws Fault FORBIDDEN for anyone else */
export function personOf({ actor }: Pick<Request, 'actor'>): PersonActor {
  if (actor.kind !== 'person') throw new Fault('FORBIDDEN');
  return actor;
}

/** @throws Fault FORBIDDEN for anyone else */
export function staffOf({ actor }: Pick<Request, 'actor'>): StaffActor {
  if (actor.kind !== 'staff') throw new Fault('FORBIDDEN');
  return actor;
}
