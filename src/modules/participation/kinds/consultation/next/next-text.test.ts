// The next version of a text: paragraphs changed, taken out and put in between.
import { describe, expect, it } from 'vitest';
import { freshId, nextText, stampOf } from './next-text.ts';

const words = (text: string) => ({ de: text, fr: text, it: text, en: text });
const paragraph = (id: string, text = id) => ({ id, number: id, title: words(id), text: words(text) });
const change = (anchor: string, text: string | null, follows: string | null = null, revision = 1) => ({
  anchor,
  paragraph: text === null ? null : paragraph(anchor, text),
  follows,
  revision,
});
const ids = (paragraphs: readonly { id: string }[]) => paragraphs.map(({ id }) => id);

describe('the next version', () => {
  const current = [paragraph('a'), paragraph('b')];

  it('is the latest one where nothing is being changed', () =>
    expect(nextText(current, [])).toEqual(current));

  it('has new words in the old place', () => {
    expect(nextText(current, [change('a', 'anders')])[0]?.text.de).toBe('anders');
  });

  it('keeps what is new behind what it follows, also behind another new one and one that goes', () => {
    const draft = [change('b', null), change('x', 'x', 'b'), change('y', 'y', 'x'), change('z', 'z', '')];
    expect(ids(nextText(current, draft))).toEqual(['z', 'a', 'x', 'y']);
  });
});

it('gives a new paragraph an id that none has had', () => {
  expect(freshId(new Set(['neu-1', 'neu-3']))).toBe('neu-2');
});

it('has another stamp as soon as anything is saved', () => {
  expect(stampOf([change('a', 'x', null, 1)])).not.toBe(stampOf([change('a', 'x', null, 2)]));
  expect(stampOf([])).toBe('');
});
