// Conditions over choices: what they say while answers are missing, and what is wrong with them.
import { expect, it } from 'vitest';
import { checkChoiceCondition, mayHold } from './choice-condition.ts';

const choices = new Map([
  ['auto', ['yes', 'no']],
  ['wo', ['a', 'b', 'c']],
]);

it.each([
  ['auto = "yes"', {}, true],
  ['auto = "yes"', { auto: 'no' }, false],
  ['auto = "yes" and wo != "a"', { wo: 'b' }, true],
  ['auto = "yes" and wo != "a"', { wo: 'a' }, false],
  ['auto = "yes" and auto = "no"', {}, false],
  ['wo in ["a", "b"]', { wo: 'c' }, false],
  ['not(auto = "yes")', {}, true],
])('%s with %j may hold: %s', (source, answers, expected) => {
  expect(mayHold(source, choices, answers)).toBe(expected);
});

it.each([
  ['auto = "yes"', []],
  ['auto = "maybe"', ['maybe']],
  ['velo = "yes"', ['velo']],
  ['wo', ['yes/no']],
  ['auto = ', ['']],
])('%s: %j', (source, words) => {
  const faults = checkChoiceCondition(source, choices);
  expect(faults).toHaveLength(words.length);
  words.forEach((word, index) => expect(faults[index]?.message).toContain(word));
});
