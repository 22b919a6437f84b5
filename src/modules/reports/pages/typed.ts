// What a form or an address says, as text; absent or repeated: empty.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { FormError } from '../../../ui/index.ts';

export function typedText(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** All values of a repeated control. */
export function typedTexts(body: unknown, name: string): string[] {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  const list: unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.filter((each): each is string => typeof each === 'string');
}

export const errorOf = (errors: readonly FormError[], id: string): string | undefined =>
  errors.find(({ fieldId }) => fieldId === id)?.message;

export function staffOf({ actor }: Request): StaffActor {
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  return actor;
}

export function personOf({ actor }: Request): PersonActor {
  if (actor.kind !== 'person') throw new Error('The route lets only persons in');
  return actor;
}

/** As whom somebody counts once: the account, else this browser by the cookie that its forms are tied to. */
export function whoIs({ actor, cookies, ip }: Request): string {
  if (actor.kind === 'person' || actor.kind === 'staff') return `account ${actor.id}`;
  return `visitor ${cookies['visitor'] ?? ip}`;
}

/** The longest text of a report and of a note (Open311 takes as much). */
export const longestText = 4000;
