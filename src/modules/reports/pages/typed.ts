// As whom somebody counts who reports or is affected, how long their texts may be, and which part of a history is asked for.
import type { Request } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';

/** As whom somebody counts once: the account, else this browser by the cookie that its forms are tied to. */
export function whoIs({ actor, cookies, ip }: Request): string {
  if (actor.kind === 'person' || actor.kind === 'staff') return `account ${actor.id}`;
  return `visitor ${cookies['visitor'] ?? ip}`;
}

/** The longest text of a report and of a note (Open311 takes as much). */
export const longestText = 4000;

/** The step before which the history is asked for. @throws Fault BAD_REQUEST */
export const stepsBefore = ({ query }: Request): string | undefined =>
  readPageKey(query['cursor'], 'number')?.[0];
