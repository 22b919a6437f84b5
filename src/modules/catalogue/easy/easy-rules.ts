// What makes a line easy to read: rules of easy language (Leichte Sprache) that a program can check.
// Source: the rules of the Netzwerk Leichte Sprache: short sentences, one thought each, long words divided.

/** Most words of a line. */
export const mostWords = 13;
/** Letters of a word that is not divided by the middle dot. */
export const mostLetters = 13;

/** The mark between the parts of a long word: Wohnsitz·bescheinigung. */
export const divider = '·';

/** @returns what makes the line hard to read, in words for its author; none where it is easy */
export function hardParts(line: string): string[] {
  const found: string[] = [];
  const words = line.split(/\s+/);
  if (words.length > mostWords) found.push(`has ${words.length} words, at most ${mostWords}.`);
  if (!/^[\p{Lu}\d]/u.test(line)) found.push('does not begin like a sentence.');
  if (!/[.?!:]$/.test(line)) found.push('does not end like a sentence.');
  // Two commas are two thoughts, lists of names aside.
  if ((line.match(/,/g) ?? []).length > 1) found.push('has more than one comma.');
  if (/[;()]/.test(line)) found.push('has brackets or a semicolon.');
  for (const word of longWords(line)) found.push(`has the long word ${word}: divide it by ${divider}.`);
  return found;
}

/** Words without a divider that are too long to be read at one glance. */
export function longWords(line: string): string[] {
  return line.split(/[^\p{L}·-]+/u).flatMap((word) => {
    const longest = Math.max(...word.split(/[·-]/).map((part) => part.length));
    return longest > mostLetters ? [word] : [];
  });
}

/** Numbers of a text, as they are written: `14`, `1600`. */
export function numbersOf(text: string): string[] {
  return text.replaceAll(/(?<=\d)[ ’'](?=\d{3})/g, '').match(/\d+(?:\.\d+)?/g) ?? [];
}
