// Refuses regular expressions that could run for hours on a hostile answer (ReDoS): repetition inside repetition, back references.

interface Group {
  /** Something that may repeat stands inside. */
  repeats: boolean;
  /** Something that may be absent, or alternatives, stand inside: more than one way to match the same text. */
  varies: boolean;
  /** In how many ways the same text could be matched at most: by the alternative that is being read, by those before it. */
  ways: number;
  before: number;
}

/** More are tried one by one on a text that nearly fits: `(a|aa)` thirty times is 2^30. */
const mostWays = 100_000;
/** What a repetition without a bound counts as; two of them leave ten ways for all else. */
const waysOfLong = 100;
const newGroup = (): Group => ({ repeats: false, varies: false, ways: 1, before: 0 });

/** Ways to repeat something that has `ways` of its own `least` to `most` times. */
function repeatedWays(ways: number, least: number, most: number): number {
  if (most > 50 && least !== most) return ways * waysOfLong;
  let sum = 0;
  for (let times = least; times <= most && sum <= mostWays; times++) sum += ways ** times;
  return sum;
}

/**
 * What is wrong with a pattern that people's answers are matched against, or undefined.
 * Allowed: classes, groups, alternatives, one level of repetition, at most two repetitions without a bound, and not too many
 * ways to match one text; together with the greatest length of a text (20,000) the work then stays small.
 */
export function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
  } catch (error) {
    return `Not a regular expression: ${error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : ''}.`;
  }
  const groups: Group[] = [newGroup()];
  let unbounded = 0;
  let last: { group: Group | undefined } | undefined;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') {
      const next = pattern[i + 1] ?? '';
      if (/[1-9k]/.test(next)) return 'Back references are not allowed in a pattern.';
      const brace = /^\\[pPux]\{[^}]*\}/.exec(pattern.slice(i));
      i += brace ? brace[0].length - 1 : 1;
      last = { group: undefined };
    } else if (char === '[') {
      i = endOfClass(pattern, i);
      last = { group: undefined };
    } else if (char === '(') {
      if (/^\(\?(?:[=!]|<[=!])/.test(pattern.slice(i)))
        return 'Looking ahead or behind is not allowed in a pattern.';
      const opening = /^\(\?(?::|<\w+>)/.exec(pattern.slice(i));
      if (opening) i += opening[0].length - 1;
      groups.push(newGroup());
      last = undefined;
    } else if (char === ')') {
      const group = groups.pop();
      const outer = groups.at(-1);
      if (outer && group) {
        outer.repeats ||= group.repeats;
        outer.varies ||= group.varies;
        outer.ways *= group.before + group.ways;
      }
      last = { group };
    } else if (char === '|') {
      const group = groups.at(-1);
      if (group) {
        group.varies = true;
        group.before += group.ways;
        group.ways = 1;
      }
      last = undefined;
    } else if (char === '*' || char === '+' || char === '?' || char === '{') {
      const bounds = char === '{' ? /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(i)) : null;
      const most =
        char === '?'
          ? 1
          : bounds
            ? bounds[2] === undefined
              ? Number(bounds[1])
              : bounds[3]
                ? Number(bounds[3])
                : Infinity
            : Infinity;
      if (most > 1000 && most !== Infinity)
        return 'A repetition of more than 1000 is not allowed in a pattern.';
      const fixed = bounds !== null && (bounds[2] === undefined || bounds[1] === bounds[3]);
      if (most > 1 && last?.group && (last.group.repeats || (last.group.varies && most > 5)))
        return 'A repetition inside a repetition could run for hours on a hostile answer; write it without nesting.';
      const group = groups.at(-1);
      if (group) {
        const own = last?.group ? last.group.before + last.group.ways : 1;
        const least = bounds ? Number(bounds[1]) : char === '+' ? 1 : 0;
        group.ways *= repeatedWays(own, least, most) / own;
      }
      if (!fixed && group) {
        if (most > 1) group.repeats = true;
        group.varies = true;
      }
      if (!fixed && most > 50 && ++unbounded > 2)
        return 'At most two long repetitions (*, +, {0,100}) are allowed in a pattern.';
      if (bounds) i += bounds[0].length - 1;
      if (pattern[i + 1] === '?') i++;
      last = { group: undefined };
    } else {
      last = { group: undefined };
    }
    const { before = 0, ways = 1 } = groups.at(-1) ?? {};
    if (before + ways > mostWays)
      return 'The same text could be matched in too many ways, and a hostile answer would be tried in all of them: write it with fewer optional parts and alternatives.';
  }
  return undefined;
}

function endOfClass(pattern: string, start: number): number {
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i;
  }
  return pattern.length;
}
