// Finds what says who somebody is (names, addresses, numbers, …) and proposes the text without it. Pure; people decide.
import { personalPatterns, type MaskedKind } from './personal-patterns.ts';
import { plainText } from './plain-text.ts';

export interface Finding {
  kind: MaskedKind;
  /** Place in the original text. */
  from: number;
  to: number;
  text: string;
}

/** Dates of the last years are seldom birthdays, unless it says so. */
const sinceYears = 12;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * In the order of the text, without overlaps.
 * @param known names that are masked wherever they stand, e.g. of the asker
 * @param year the present one
 */
export function findPersonal(
  original: string,
  { known = [], year }: { known?: readonly string[]; year: number },
): Finding[] {
  const plain = plainText(original);
  const found: Finding[] = [];
  const add = (kind: MaskedKind, start: number, end: number) => {
    const from = plain.from[start];
    const to = plain.to[end - 1];
    if (from !== undefined && to !== undefined)
      found.push({ kind, from, to, text: original.slice(from, to) });
  };
  for (const { kind, pattern } of personalPatterns) {
    for (const match of plain.text.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.['it'] ?? match.indices?.[0] ?? [0, 0];
      if (kind === 'birth' && !match.groups?.['it'] && isRecent(match[0], year)) continue;
      if (end > start) add(kind, start, end);
    }
  }
  for (const name of namesIn(known)) {
    const pattern = new RegExp(`(?<![\\p{L}])${escaped(name)}(?:s|['’]s)?(?![\\p{L}])`, 'giu');
    for (const match of plain.text.matchAll(pattern)) add('name', match.index, match.index + match[0].length);
  }
  return withoutOverlaps(found);
}

/** Words of names that stand for somebody; shorter ones are words of every sentence. */
function namesIn(known: readonly string[]): string[] {
  const words = known.flatMap((each) => plainText(each).text.split(/[\s,]+/));
  return [...new Set(words.filter((each) => each.length >= 3))];
}

function isRecent(date: string, year: number): boolean {
  const written = /(?:19|20)\s?\d\s?\d/.exec(date)?.[0].replace(/\s/g, '');
  return written === undefined || Number(written) > year - sinceYears;
}

/** Of two that overlap the one that begins first, else the longer one; what it leaves over of the other goes with it. */
function withoutOverlaps(found: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const each of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept.at(-1);
    if (last === undefined || each.from >= last.to) kept.push(each);
    else if (each.to > last.to) {
      last.text += each.text.slice(last.to - each.from);
      last.to = each.to;
    }
  }
  return kept;
}

/** @param word what stands in the place of each kind: `[E-Mail]` */
export function masked(
  original: string,
  findings: readonly Finding[],
  word: (kind: MaskedKind) => string,
): string {
  let at = 0;
  let text = '';
  for (const { kind, from, to } of findings) {
    text += original.slice(at, from) + word(kind);
    at = to;
  }
  return text + original.slice(at);
}
