// Who sees what of a group: a table, with no as the answer wherever nothing says yes.
import { expect, it } from 'vitest';
import { isInside, isOfStaff, roleIn } from './circle.ts';

const today = '2026-11-24';
const guest = (until: string | null) => ({ role: 'guest', until });
const of = (role: string) => ({ role, until: null });

it.each([
  ['staff, open group', { open: true, staff: true }, undefined, 'reader'],
  ['staff, closed group', { open: false, staff: true }, undefined, undefined],
  ['a member of a closed group', { open: false, staff: true }, of('member'), 'member'],
  ['its moderator', { open: false, staff: true }, of('moderator'), 'moderator'],
  ['a guest on the last day', { open: false, staff: false }, guest('2026-11-24'), 'guest'],
  ['a guest on the day after', { open: false, staff: false }, guest('2026-11-23'), undefined],
  ['a guest of an open group on the day after', { open: true, staff: false }, guest('2026-11-23'), undefined],
  ['a guest without a day', { open: true, staff: false }, guest(null), undefined],
  ['somebody of the public, open group', { open: true, staff: false }, undefined, undefined],
  ['a former member of staff', { open: true, staff: false }, of('moderator'), undefined],
  ['a role that nobody knows', { open: false, staff: true }, of('owner'), undefined],
] as const)('%s', (_who, about, membership, role) => {
  expect(roleIn({ ...about, today }, membership)).toBe(role);
});

it('readers and guests do less than members', () => {
  expect([isInside({ role: 'reader' }), isInside({ role: 'guest' })]).toEqual([false, true]);
  expect([isOfStaff({ role: 'reader' }), isOfStaff({ role: 'guest' })]).toEqual([false, false]);
  expect([isOfStaff({ role: 'member' }), isOfStaff({ role: 'moderator' })]).toEqual([true, true]);
});
