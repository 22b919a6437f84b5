// Comma-separated values: quoted where needed, and no cell becomes a formula.
import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';

describe('csv', () => {
  it('quotes what needs it and starts no formula', () => {
    expect(csv([['a', 'b,"c"', 'd\ne', '=1+1']])).toBe(`a,"b,""c""","d\ne",'=1+1\r\n`);
  });

  it('nor does what stands behind a semicolon, at which a spreadsheet in German parts cells', () => {
    expect(csv([['gut;=1+1', 'x;"=1', 'a;b', '＝1', 5, -5]])).toBe(
      `"gut;'=1+1","x;""'=1","a;b",'＝1,5,-5\r\n`,
    );
    expect(csv([['a - b; c = d', 'x\t=1']])).toBe(`"a - b; c = d",x\t'=1\r\n`);
  });
});
