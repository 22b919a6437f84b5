// What came with a form: texts as typed, without spaces at their ends.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { FormError } from '../../../ui/index.ts';

/** Absent or repeated: empty. */
export function typedText(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}

/** Ticked boxes and repeated fields. */
export function typedList(body: unknown, name: string): string[] {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return [value].flat().filter((each): each is string => typeof each === 'string' && each !== '');
}

export function personOf({ actor }: Request): PersonActor {
  if (actor.kind !== 'person') throw new Error('The route lets only persons in');
  return actor;
}

export function staffOf({ actor }: Request): StaffActor {
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  return actor;
}

export const errorOf = (errors: readonly FormError[], id: string): string | undefined =>
  errors.find(({ fieldId }) => fieldId === id)?.message;
