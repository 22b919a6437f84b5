// Dependencies: who stands after whom, and circles that are found before they are closed.
import { describe, expect, it } from 'vitest';
import { circleOf, levelsOf } from './dependencies.ts';

const all = new Map([
  ['a', ['b']],
  ['b', ['c']],
  ['c', []],
  ['d', ['b', 'x']],
]);

describe('a circle', () => {
  it('is told with the way round', () => {
    expect(circleOf('c', ['a'], all)).toEqual(['c', 'a', 'b', 'c']);
    expect(circleOf('c', ['c'], all)).toEqual(['c', 'c']);
  });

  it('is none where ways only meet', () => {
    expect(circleOf('e', ['a', 'd', 'b'], all)).toBeUndefined();
    expect(circleOf('a', ['b', 'c'], all)).toBeUndefined();
  });

  it('that stands already elsewhere does not keep the search from ending', () => {
    const round = new Map([
      ['p', ['q']],
      ['q', ['p']],
    ]);
    expect(circleOf('a', ['p'], round)).toBeUndefined();
  });
});

describe('levels', () => {
  const nodes = [...all].map(([id, needs]) => ({ id, needs }));

  it('put each after what it needs; what is not shown counts as there', () => {
    expect(Object.fromEntries(levelsOf(nodes))).toEqual({ c: 0, b: 1, a: 2, d: 2 });
  });

  it('end for a circle, too', () => {
    const levels = levelsOf([
      { id: 'p', needs: ['q'] },
      { id: 'q', needs: ['p'] },
    ]);
    expect([...levels.keys()].toSorted()).toEqual(['p', 'q']);
  });

  it('of a long chain are right', () => {
    const chain = Array.from({ length: 500 }, (_, at) => ({
      id: `n${at}`,
      needs: at === 0 ? [] : [`n${at - 1}`],
    }));
    expect(levelsOf(chain.toReversed()).get('n499')).toBe(499);
  });
});
