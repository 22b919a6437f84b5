// The second signature is another person's, not another account's.
import { expect, it } from 'vitest';
import type { PersonActor } from '../../../kernel/actor.ts';
import { isFirst } from './joint-submission.ts';

it.each([
  ['the same account', { id: 'a', registerId: 'dario' }, true],
  ['another account of the same person, from another provider', { id: 'b', registerId: 'dario' }, true],
  ['somebody else', { id: 'c', registerId: 'denise' }, false],
  ['somebody else whom no register names', { id: 'c', registerId: undefined }, false],
])('%s', (_who, by, same) => {
  const actor = { kind: 'person', id: 'delta', acting: { by } } as unknown as PersonActor;
  expect(isFirst({ first: { id: 'a', key: 'dario' } }, actor)).toBe(same);
});
