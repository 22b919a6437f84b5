// A text as a reader hears it, for finding what was written so that a program would miss it: other digits, spaces without width, accents.

export interface PlainText {
  text: string;
  /** Where each character of `text` begins and ends in the original. */
  from: readonly number[];
  to: readonly number[];
}

const hidden = /^[\p{Cf}\p{Mn}\u115F\u1160\u3164\uFFA0]$/u;
const digit = /^\p{Nd}$/u;

/** Value of a digit of any script: each has its ten in a row, from zero. */
function digitValue(point: number): number {
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(point - value - 1))) value += 1;
  return value;
}

function plainCharacter(character: string): string {
  const known = character.normalize('NFKC');
  if (hidden.test(known)) return '';
  return [...known]
    .map((each) => (each > '9' && digit.test(each) ? String(digitValue(each.codePointAt(0) ?? 0)) : each))
    .join('');
}

export function plainText(original: string): PlainText {
  const from: number[] = [];
  const to: number[] = [];
  let text = '';
  let at = 0;
  for (const character of original) {
    const plain = plainCharacter(character);
    for (let unit = 0; unit < plain.length; unit += 1) {
      from.push(at);
      to.push(at + character.length);
    }
    text += plain;
    at += character.length;
  }
  return { text, from, to };
}
