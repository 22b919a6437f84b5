// A code that was typed wrongly is told from one that does not exist, whichever symbol it is.
import { expect, it } from 'vitest';
import { symbols } from '../../../kernel/readable-symbols.ts';
import { codeLength, newCode, readCode, writeCode } from './code-symbols.ts';

it('is read as it was written, however it is typed', () => {
  for (let turn = 0; turn < 200; turn++) {
    const code = newCode();
    expect(code).toHaveLength(codeLength);
    expect(readCode(writeCode(code))).toEqual({ code });
    expect(readCode(` ${writeCode(code).toLowerCase().replaceAll('-', ' – ')} `)).toEqual({ code });
  }
});

it('with one wrong symbol, or two neighbours in the wrong order, is a typing mistake', () => {
  const code = newCode();
  for (let place = 0; place < code.length; place++) {
    for (const symbol of symbols) {
      if (symbol === code[place]) continue;
      const wrong = code.slice(0, place) + symbol + code.slice(place + 1);
      expect(readCode(wrong), wrong).toEqual({ fault: 'typo' });
    }
    const [a, b] = [code[place], code[place + 1]];
    if (b === undefined || a === b) continue;
    const swapped = `${code.slice(0, place)}${b}${a}${code.slice(place + 2)}`;
    expect(readCode(swapped), swapped).toEqual({ fault: 'typo' });
  }
});

it('that is none says why', () => {
  expect(readCode(' ')).toEqual({ fault: 'empty' });
  expect(readCode('ABCD-EFGH')).toEqual({ fault: 'length' });
  expect(readCode('<script>')).toEqual({ fault: 'signs' });
});
