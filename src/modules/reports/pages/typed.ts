// As whom somebody counts who reports or is affected, and how long their texts may be.
import type { Request } from '../../../kernel/http/route.ts';

/** As whom somebody counts once: the account, else this browser by the cookie that its forms are tied to. */
export function whoIs({ actor, cookies, ip }: Request): string {
  if (actor.kind === 'person' || actor.kind === 'staff') return `account ${actor.id}`;
  return `visitor ${cookies['visitor'] ?? ip}`;
}

/** The longest text of a report and of a note (Open311 takes as much). */
export const longestText = 4000;
