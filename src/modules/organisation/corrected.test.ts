// Corrections lie over what the file says: field by field, language by language, and are gone with their source.
import { describe, expect, it } from 'vitest';
import type { App } from '../../kernel/app.ts';
import { correctedState, provideDirectory, withFields, type Directory } from './corrected.ts';

const thing = { name: { de: 'Amt', fr: 'Office', it: 'Ufficio', en: 'Office' }, address: 'Gasse 1' };

describe('a thing with corrected fields', () => {
  it('has the new text in its language and the old one in the others', () =>
    expect(withFields(thing, { 'name.fr': 'Bureau', address: 'Gasse 2' })).toEqual({
      name: { ...thing.name, fr: 'Bureau' },
      address: 'Gasse 2',
    }));
  it('says a text that nobody has translated in all languages', () =>
    expect(withFields<object>(thing, { 'hours.de': 'Mo' })).toMatchObject({
      hours: { de: 'Mo', fr: 'Mo', it: 'Mo', en: 'Mo' },
    }));
  it('loses what was emptied, and the file stays as it was', () => {
    expect(withFields(thing, { address: '' })).toEqual({ name: thing.name });
    expect(thing.address).toBe('Gasse 1');
  });
});

describe('a state with corrections', () => {
  it('is laid once for each state of the directory, and only where it is concerned', () => {
    const app = {} as App;
    let directory: Directory | undefined;
    let times = 0;
    const state = { n: 0 };
    const now = correctedState<{ n: number }>(['unit'], ({ n }) => ({ n: n + ++times }));
    expect(now(app, state)).toBe(state);
    provideDirectory(app, () => directory);
    directory = { service: {} };
    expect(now(app, state)).toBe(state);
    directory = { unit: {} };
    expect(now(app, state)).toBe(now(app, state));
    expect(times).toBe(1);
    directory = { unit: {} };
    expect(now(app, state)).toEqual({ n: 2 });
  });
});
