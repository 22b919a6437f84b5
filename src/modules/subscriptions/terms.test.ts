// An announcement hits a subscription exactly when they share a key; digests are due by Swiss mornings, in summer and in winter.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestsDue } from './paces.ts';
import { idIn, isOurs, secretAddress } from './secret-addresses.ts';
import { inOrder, keysOfAnnouncement, keysOfSubscription, mostOfAll, readTerm, termsOf } from './terms.ts';

const term = fc.constantFrom('topic:a', 'topic:b', 'area:c', 'unit:d', 'service:e', 'process:f', 'report:g');
const termsList = fc.uniqueArray(term, { minLength: 1, maxLength: 6 }).map((list) => list.toSorted());

test('any: one shared term; all: every one of them', () => {
  fc.assert(
    fc.property(
      termsList,
      termsList.filter(({ length }) => length <= mostOfAll),
      (announced, followed) => {
        const keys = new Set(keysOfAnnouncement(announced));
        const hits = (match: 'any' | 'all') =>
          keysOfSubscription(followed, match).some((key) => keys.has(key));
        expect(hits('any')).toBe(followed.some((each) => announced.includes(each)));
        expect(hits('all')).toBe(followed.every((each) => announced.includes(each)));
      },
    ),
  );
});

test('twelve terms have 793 keys, each once', () => {
  const keys = keysOfAnnouncement(Array.from({ length: 12 }, (_, index) => `topic:${index}`));
  expect(keys).toHaveLength(793);
  expect(new Set(keys).size).toBe(793);
});

test('whoever follows one of many terms hears of it, also where not all of them combine', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`);
  const terms = termsOf({ about: { topic: ids(5), area: ids(3), unit: ['u'], service: ids(15) } });
  const keys = new Set(keysOfAnnouncement(terms));
  expect(terms).toHaveLength(24);
  for (const term of terms) expect(keys).toContain(term);
  expect(keys).toContain('area:x2|topic:x4|unit:u');
  expect(keys.size).toBe(793 + 12);
});

test.each([
  '',
  'topic',
  'topic:',
  'colour:red',
  'topic:a b',
  'topic:<b>',
  `topic:${'a'.repeat(81)}`,
  'topic:a|area:b',
])('%j is no term', (text) => expect(readTerm(text)).toBeUndefined());

test('the same wish is the same, in whatever order', () => {
  const one = [
    { facet: 'topic', id: 'b' },
    { facet: 'area', id: 'a' },
  ] as const;
  expect(inOrder([...one, ...one])).toEqual(inOrder([...one].reverse()));
});

test.each([
  // Winter: 7 in Basel is 6 UTC. 2026-11-24 is a Tuesday.
  ['2026-11-24T05:59:59Z', '2026-11-23', '2026-11-23'],
  ['2026-11-24T06:00:00Z', '2026-11-24', '2026-11-23'],
  // Summer: 5 UTC.
  ['2026-07-06T04:59:59Z', '2026-07-05', '2026-06-29'],
  ['2026-07-06T05:00:00Z', '2026-07-06', '2026-07-06'],
  // The days on which the clocks change.
  ['2026-03-29T04:59:59Z', '2026-03-28', '2026-03-23'],
  ['2026-03-29T05:00:00Z', '2026-03-29', '2026-03-23'],
  ['2026-10-25T05:59:59Z', '2026-10-24', '2026-10-19'],
  ['2026-10-25T06:00:00Z', '2026-10-25', '2026-10-19'],
  // Midnight in Basel is not midnight in UTC.
  ['2026-12-31T23:30:00Z', '2026-12-31', '2026-12-28'],
])('at %s the daily digest of %s and the weekly one of %s are due', (now, daily, weekly) => {
  expect(digestsDue(new Date(now))).toEqual([
    { pace: 'daily', day: daily },
    { pace: 'weekly', day: weekly },
  ]);
});

test('a secret address is of one id, one use and one generation', () => {
  const app = { secret: 'a secret for tests that is long enough' };
  const id = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
  const token = secretAddress(app, 'manage', id, 1);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(idIn(token)).toBe(id);
  expect(isOurs(app, 'manage', token, id, 1)).toBe(true);
  expect(isOurs(app, 'manage', token, id, 2)).toBe(false);
  expect(isOurs(app, 'feed', token, id, 1)).toBe(false);
  expect(isOurs({ secret: 'another secret that is long enough' }, 'manage', token, id, 1)).toBe(false);
  for (const no of [undefined, '', 'x', `${token}x`]) expect(idIn(no)).toBeUndefined();
});
