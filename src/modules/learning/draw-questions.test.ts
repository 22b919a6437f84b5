// Drawing: as many as asked, none twice, spread over the modules, other ones in another try, and an order never told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawQuestions, type Chance } from './draw-questions.ts';
import { one, order, smallCourse } from './testing/small-course.ts';

/** The same numbers for the same seed (mulberry32). */
function chanceFrom(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('drawing questions', () => {
  const course = smallCourse();

  it('gives as many as asked, none twice, with all their options', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, draw) => {
        const drawn = drawQuestions({ ...course, draw }, chanceFrom(seed));
        expect(drawn).toHaveLength(Math.min(draw, course.questions.length));
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length);
        for (const { id, options } of drawn)
          expect(options.toSorted()).toEqual(
            course.questions
              .find((each) => each.id === id)
              ?.options.map((option) => option.id)
              .toSorted(),
          );
      }),
      { numRuns: 200 },
    );
  });

  it('leaves no module out, however few questions it has', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const drawn = drawQuestions({ ...course, draw: 2 }, chanceFrom(seed));
        const modules = drawn.map(({ id }) => course.questions.find((each) => each.id === id)?.module);
        expect(new Set(modules)).toEqual(new Set(['begin', 'end']));
      }),
      { numRuns: 100 },
    );
  });

  it('gives each question its turn, and other orders', () => {
    const tries = Array.from({ length: 200 }, (_each, seed) => drawQuestions(course, chanceFrom(seed)));
    const seen = new Set(tries.flatMap((drawn) => drawn.map(({ id }) => id)));
    expect(seen.size).toBe(course.questions.length);
    expect(new Set(tries.map((drawn) => drawn.map(({ id }) => id).join())).size).toBeGreaterThan(50);
    const first = tries.flatMap((drawn) => drawn.find(({ id }) => id === 'one-1')?.options.join() ?? []);
    expect(new Set(first).size).toBe(6);
  });

  it('never shows the answers of an order in their order', () => {
    const ordered = { questions: [order('only', 'end'), one('other', 'end')], draw: 2 };
    for (let seed = 0; seed < 200; seed++) {
      const drawn = drawQuestions(ordered, chanceFrom(seed)).find(({ id }) => id === 'only');
      expect(drawn?.options.join()).not.toBe('first,second,third');
    }
  });
});
