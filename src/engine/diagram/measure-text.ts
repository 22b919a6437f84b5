// How much room words take in a drawing: estimated from their length, on the safe side for the fonts of modellers and pages.

/** Pixels of one character and of one line at 12 px. */
const character = 6.7;
export const lineHeight = 15;

/** Lines of at most `width` pixels; words that are too long are broken with a hyphen, the rest is cut with «…». */
export function wrapText(text: string, width: number, most: number): string[] {
  const longest = Math.floor(width / character);
  const lines: string[] = [];
  let line = '';
  const words = text.split(/\s+/).filter((word) => word !== '');
  for (const word of words.flatMap((each) => pieces(each, longest))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= longest) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  return [...lines.slice(0, most - 1), `${last.slice(0, longest - 1)}…`];
}

function pieces(word: string, longest: number): string[] {
  if (word.length <= longest) return [word];
  return [`${word.slice(0, longest - 1)}-`, ...pieces(word.slice(longest - 1), longest)];
}

/** Width of the widest line in pixels. */
export function textWidth(lines: readonly string[]): number {
  return Math.ceil(Math.max(0, ...lines.map((line) => line.length)) * character);
}
