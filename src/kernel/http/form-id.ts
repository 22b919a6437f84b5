// The id that is made with a form and sent with it becomes that of what the form makes: sent twice, it makes one thing.
import { randomUUID } from 'node:crypto';
import { isUuid } from '../uuid.ts';

const field = '_id';

/** For the hidden fields of a form that makes something. What was typed before (a faulty form, a parked one) keeps its id. */
export const formId = (typed?: unknown): { [field]: string } => ({ [field]: sentId(typed) });

/** The id of a form that was sent; of one that names none a new one. */
export function sentId(typed: unknown): string {
  const id = (typed as Record<string, unknown> | undefined)?.[field];
  return typeof id === 'string' && isUuid(id) ? id : randomUUID();
}
