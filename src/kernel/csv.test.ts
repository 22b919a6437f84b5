// Comma-separated values: quoted where needed, and no cell becomes a formula.
import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';

describe('csv', () => {
  it('quotes what needs it and starts no formula', () => {
    expect(csv([['a', 'b,"c"', 'd\ne', '=1+1']])).toBe(`a,"b,""c""","d\ne",'=1+1\r\n`);
  });
});
