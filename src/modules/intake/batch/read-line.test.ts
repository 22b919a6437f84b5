// What a line says, and what may be said of it: nothing of the sender's reaches the database in a form that it refuses.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../../kernel/errors.ts';
import '../errors.ts';
import { idOf, placesOf, readLine } from './read-line.ts';

function faultOf(text: string): Fault {
  try {
    readLine(Buffer.from(text));
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('The line was taken');
}

test('exactly id and answers', () => {
  expect(readLine(Buffer.from('{"answers":{"a":1},"id":"x"}\r'))).toEqual({ id: 'x', answers: { a: 1 } });
  expect(readLine(Buffer.from('\uFEFF{"id":"x","answers":{}}'))).toEqual({ id: 'x', answers: {} });
  expect(faultOf('{"id":"x","answers":{},"more":1}').errors[0]?.pointer).toBe('/more');
  expect(faultOf('{"id":7,"answers":{}}').errors[0]?.pointer).toBe('/id');
  expect(faultOf('{"id":"x"}').errors[0]?.pointer).toBe('/answers');
  expect(faultOf(`{"id":"${'x'.repeat(101)}","answers":{}}`).errors[0]?.pointer).toBe('/id');
  expect(faultOf('{"id":"x","answers":{}} {}').code).toBe('MALFORMED_JSON');
});

test('an own key named like a prototype is data', () => {
  const { answers } = readLine(Buffer.from('{"id":"x","answers":{"__proto__":{"polluted":true}}}'));
  expect(Object.keys(answers)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('the id of a line that can’t be used is told where it says one', () => {
  expect(idOf(Buffer.from('{"id":"x","more":1}'))).toBe('x');
  expect(idOf(Buffer.from('{"id":"x"'))).toBeNull();
  expect(idOf(undefined)).toBeNull();
});

test('whatever is sent, the places can be kept as jsonb and are few', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string({ unit: 'binary' }),
        fc.string().map((key) => JSON.stringify({ [key]: 1 })),
      ),
      (text) => {
        let places = '[]';
        try {
          readLine(Buffer.from(text));
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          places = placesOf(error);
        }
        expect(places).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect((JSON.parse(places) as unknown[]).length).toBeLessThanOrEqual(50);
      },
    ),
  );
  const many = Array.from({ length: 90 }, (_each, at) => ({
    pointer: `/\0\ud800${at}`,
    code: 'X',
    detail: '',
  }));
  expect(JSON.parse(placesOf(new Fault('LINE_INVALID', {}, many)))).toHaveLength(50);
});
