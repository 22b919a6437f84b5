// What is different between two versions of a text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from './compare.ts';

const paragraph = (id: string, words = id) => ({
  ...{ id, number: id },
  title: { de: id, fr: id, it: id, en: id },
  text: { de: words, fr: words, it: words, en: words },
});
const version = (...paragraphs: ReturnType<typeof paragraph>[]) => ({ paragraphs });

describe('two versions', () => {
  it('differ in what is changed, new and gone; that stands where it stood', () => {
    const changes = compareVersions(
      version(paragraph('a'), paragraph('b'), paragraph('c')),
      version(paragraph('neu'), paragraph('a', 'anders'), paragraph('c')),
    );
    expect(
      changes.map(({ id, before, after, changed }) => [
        id,
        before !== undefined,
        after !== undefined,
        changed,
      ]),
    ).toEqual([
      ['neu', false, true, true],
      ['a', true, true, true],
      ['b', true, false, true],
      ['c', true, true, false],
    ]);
  });

  it('are compared whole: each paragraph of either once, and none of one that is the same', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    fc.assert(
      fc.property(ids, ids, (from, to) => {
        const of = (each: readonly string[]) => version(...each.map((id) => paragraph(id)));
        const found = compareVersions(of(from), of(to));
        expect(found.map(({ id }) => id).toSorted()).toEqual([...new Set([...from, ...to])].toSorted());
        expect(found.filter(({ after }) => after).map(({ id }) => id)).toEqual(to);
        expect(compareVersions(of(from), of(from)).some(({ changed }) => changed)).toBe(false);
      }),
    );
  });
});
