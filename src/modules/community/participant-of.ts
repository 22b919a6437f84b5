// Who has opened a page that guests open, too: whoever takes part as staff or as a guest.
import type { Request } from '../../kernel/http/route.ts';
import type { Participant } from './permissions.ts';

export function participantOf({ actor }: Pick<Request, 'actor'>): Participant {
  if (actor.kind !== 'staff' && actor.kind !== 'person') throw new Error('The route lets only accounts in');
  return actor;
}
