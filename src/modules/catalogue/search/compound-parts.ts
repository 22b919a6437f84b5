// German joins words: whoever types "Parkbusse" means what pages call "Busse", and "Steuer" is part of "Hundesteuer".
const shortestPart = 3;
const shortestCompound = 7;
const mostParts = 3;
/** What may stand between two parts, the likeliest first: Geburt-s-urkunde, Hund-e-steuer, Karte-n-zimmer. */
const links = ['', 's', 'n', 'en', 'e', 'es', 'er'];
/** Endings in which a last part may differ from the word that pages use: Anmeldung-en, Fest-e. */
const endings = ['', 'n', 'en', 'e', 'er', 's', 'es'];

/** Folded German words; what a compound may be made of. */
export type Dictionary = ReadonlySet<string>;

/**
 * The words of the dictionary that a compound is made of, in their order; fewest parts first, then the longest last one.
 * @param word folded
 * @returns none when it is no compound of known words
 */
export function compoundParts(word: string, dictionary: Dictionary): string[] {
  if (word.length < shortestCompound || /\d/.test(word)) return [];
  for (let parts = 2; parts <= mostParts; parts++) {
    const found = split(word, dictionary, parts);
    if (found) return found;
  }
  return [];
}

function split(word: string, dictionary: Dictionary, parts: number): string[] | undefined {
  if (parts === 1) {
    const last = baseOf(word, dictionary, endings);
    return last === undefined ? undefined : [last];
  }
  for (let cut = shortestPart; cut <= word.length - shortestPart; cut++) {
    const first = baseOf(word.slice(0, cut), dictionary, links);
    const rest = first === undefined ? undefined : split(word.slice(cut), dictionary, parts - 1);
    if (first !== undefined && rest) return [first, ...rest];
  }
  return undefined;
}

/** The word of the dictionary that this is, with one of these after it. */
function baseOf(part: string, dictionary: Dictionary, after: readonly string[]): string | undefined {
  for (const each of after) {
    const base = part.slice(0, part.length - each.length);
    if (part.endsWith(each) && base.length >= shortestPart && dictionary.has(base)) return base;
  }
  return undefined;
}
