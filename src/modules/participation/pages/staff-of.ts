// The member of staff who has opened a page of moderation.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { Request } from '../../../kernel/http/route.ts';

export function staffOf({ actor }: Request): StaffActor {
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  return actor;
}
