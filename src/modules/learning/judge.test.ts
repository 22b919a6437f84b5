// Judging: what is right, what can't be an answer at all, and when enough is right.
import { describe, expect, it } from 'vitest';
import { faultOf, hasPassed, isRight, neededRight } from './judge.ts';
import { many, one, order } from './testing/small-course.ts';

const single = one('one', 'm');
const several = many('many', 'm');
const ordered = order('order', 'm');

describe('an answer', () => {
  it.each([
    ['one, the right one', single, ['a'], true],
    ['one, another', single, ['b'], false],
    ['many, all of them', several, ['b', 'a'], true],
    ['many, one is missing', several, ['a'], false],
    ['many, one too many', several, ['a', 'b', 'c'], false],
    ['many, the same twice', several, ['a', 'a'], false],
    ['order, as it is', ordered, ['first', 'second', 'third'], true],
    ['order, another', ordered, ['first', 'third', 'second'], false],
  ])('%s', (_what, question, given, right) => {
    expect(isRight(question, given)).toBe(right);
  });

  it.each([
    ['nothing', single, [], 'empty'],
    ['two where one is asked', single, ['a', 'b'], 'several'],
    ['an option that there is not', several, ['z'], 'unknown'],
    ['an order with a gap', ordered, ['first', 'second'], 'order'],
    ['an order with one twice', ordered, ['first', 'first', 'third'], 'order'],
    ['an order that is too long', ordered, ['first', 'second', 'third', 'first'], 'order'],
    ['one', single, ['c'], undefined],
    ['an order', ordered, ['third', 'second', 'first'], undefined],
  ])('%s is no answer, or is one', (_what, question, given, fault) => {
    expect(faultOf(question, given)).toBe(fault);
  });
});

describe('a test', () => {
  it.each([
    [4, 5, 0.8, true],
    [3, 5, 0.8, false],
    // 0.7 of 10 is 7.000000000000001 for a computer, or a little less.
    [7, 10, 0.7, true],
    [6, 10, 0.7, false],
    [3, 3, 1, true],
    [0, 0, 0.8, false],
  ])('%i of %i at %f', (right, asked, passAt, passed) => {
    expect(hasPassed(right, asked, passAt)).toBe(passed);
    if (asked > 0) expect(right >= neededRight(asked, passAt)).toBe(passed);
  });
});
