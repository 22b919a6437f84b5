// Cells of the map: what is near a point lies in the cells around it, and boxes find a size of cells that a map can show.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cellsAround, levelFor, metresBetween, middleOf, readBox } from './grid.ts';

const point = fc.record({
  lon: fc.double({ min: 7.5, max: 7.7, noNaN: true }),
  lat: fc.double({ min: 47.5, max: 47.61, noNaN: true }),
});

describe('the grid', () => {
  it('finds everything within a radius in the cells around', () => {
    fc.assert(
      fc.property(point, point, fc.integer({ min: 5, max: 200 }), (one, other, metres) => {
        if (metresBetween(one, other) > metres) return;
        const { rows, cols } = cellsAround(one, metres + 1);
        const { row, col } = cellAt(other);
        expect(row).toBeGreaterThanOrEqual(rows[0]);
        expect(row).toBeLessThanOrEqual(rows[1]);
        expect(col).toBeGreaterThanOrEqual(cols[0]);
        expect(col).toBeLessThanOrEqual(cols[1]);
      }),
    );
  });

  it('has cells of which the coarse ones hold the fine ones', () => {
    fc.assert(
      fc.property(point, (at) => {
        const { row, col } = cellAt(at);
        expect(cellAt(at, 1)).toEqual({ row: Math.floor(row / 4), col: Math.floor(col / 4) });
        expect(cellAt(middleOf(cellAt(at, 2), 2), 2)).toEqual(cellAt(at, 2));
      }),
    );
  });

  it.each([
    ['7.58,47.55,7.59,47.56', 0],
    ['7.55,47.53,7.62,47.57', 1],
    ['7.5,47.5,7.7,47.61', 2],
    ['5,45,11,48', undefined],
  ])('shows %s in cells of size %s', (box, level) => {
    const read = readBox(box);
    expect(read && levelFor(read)).toBe(level);
  });

  it.each([
    '',
    '1,2,3',
    'a,b,c,d',
    '7.6,47.5,7.5,47.6',
    '7.5,47.6,7.6,47.5',
    'NaN,1,2,3',
    '-999,0,1,1',
    '1,2,3,4,5',
  ])('«%s» is no box', (text) => expect(readBox(text)).toBeUndefined());
});
