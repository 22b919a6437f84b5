// What people type into the forms: Swiss numbers, francs, addresses of our own.
import { describe, expect, it } from 'vitest';
import { fromTyped, idIn, linesOf, numberOf, rappenOf, toTyped } from './typed.ts';

describe('numbers', () => {
  it.each([
    ['1’000', 1000],
    ["1'000.5", 1000.5],
    ['0,25', 0.25],
    ['−3', -3],
    ['', undefined],
    ['1e9', undefined],
    ['1.000,5', undefined],
    ['12a', undefined],
    ['9'.repeat(13), undefined],
  ])('%s is %s', (text, value) => expect(numberOf({ x: text }, 'x')).toBe(value));

  it('of money have no part of a Rappen', () => {
    expect(rappenOf({ x: '19.95' }, 'x')).toBe(1995);
    expect(rappenOf({ x: '180’000' }, 'x')).toBe(18_000_000);
    expect(rappenOf({ x: '−2,5' }, 'x')).toBe(-250);
    expect(rappenOf({ x: '0.005' }, 'x')).toBeUndefined();
  });

  it('of shares are typed in percent, there and back', () => {
    expect(fromTyped(22, 'share')).toBeCloseTo(0.22);
    expect(toTyped(0.22, 'share')).toBe('22');
    expect(fromTyped(3, 'hours')).toBe(3);
  });
});

describe('lines and addresses', () => {
  it('are one thing each, once', () => {
    expect(linesOf({ x: ' a \n\na\nb' }, 'x')).toEqual(['a', 'b']);
  });
  it('of our own have an id', () => {
    expect(idIn('/vorhaben/hund-schnell', 'vorhaben')).toBe('hund-schnell');
    expect(idIn('https://example.org/leistungen/hund-anmelden', 'leistungen')).toBe('hund-anmelden');
    expect(idIn('javascript:/vorhaben/../x', 'vorhaben')).toBeUndefined();
    expect(idIn('/vorhaben/a/b', 'vorhaben')).toBeUndefined();
  });
});
