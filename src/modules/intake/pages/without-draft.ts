// Where a form leads that has no open draft.
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { formAddress } from '../form-path.ts';
import { justSubmitted } from '../queries/draft.ts';
import { personOf } from './form-session.ts';

/** No open draft: back to the case if it has just been sent, else to the beginning, where visitors may sign in. */
export async function withoutDraft(request: Request): Promise<Reply> {
  const serviceId = request.params['id'] ?? '';
  if (request.actor.kind === 'anonymous') return seeOther(formAddress(serviceId));
  const sent = await justSubmitted(request.app, personOf(request), serviceId);
  return seeOther(sent === undefined ? formAddress(serviceId) : `/faelle/${sent}`);
}
