// Whatever a form brings becomes text: one kind of line end, no spaces around it, never a list or an object.
import { expect, it } from 'vitest';
import { typedText, typedTexts } from './typed-text.ts';

it.each([
  [{ text: ' one\r\ntwo\rthree ' }, 'one\ntwo\nthree'],
  [{ text: ['a', 'b'] }, ''],
  [{ text: { a: 'b' } }, ''],
  [{}, ''],
  [undefined, ''],
])('%j is one text', (body, text) => expect(typedText(body, 'text')).toBe(text));

it.each([
  [{ box: 'a' }, ['a']],
  [{ box: ['a', '', 'b'] }, ['a', 'b']],
  [{ box: '' }, []],
  [{ box: [{ a: 'b' }] }, []],
  [undefined, []],
])('%j are several', (body, texts) => expect(typedTexts(body, 'box')).toEqual(texts));
