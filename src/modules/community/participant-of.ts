// Who has opened a page: a member of staff, or whoever takes part as staff or as a guest.
import type { StaffActor } from '../../kernel/actor.ts';
import type { Request } from '../../kernel/http/route.ts';
import type { Participant } from './permissions.ts';

export function staffOf({ actor }: Pick<Request, 'actor'>): StaffActor {
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  return actor;
}

export function participantOf({ actor }: Pick<Request, 'actor'>): Participant {
  if (actor.kind !== 'staff' && actor.kind !== 'person') throw new Error('The route lets only accounts in');
  return actor;
}
