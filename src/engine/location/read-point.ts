// Reads coordinates as people copy them: Swiss grid (LV95, LV03) or degrees, in either order, with the usual signs.
import { fromSwissGrid, rounded, type LonLat } from './swiss-grid.ts';

/** Longer texts are no coordinates. */
const longest = 80;

/** Names of systems and directions, which say nothing that the numbers don't. */
const names = /LV ?95|LV ?03|CH ?1903\+?|WGS ?84|LATITUDE|LONGITUDE|LAT|LON|LNG|[°NEOS:=()]/g;
/** `47,5564 / 7,5925`: commas within the numbers, another sign between them. */
const decimalCommas = /^\s*(\d{1,2}),(\d{3,})\s*[/;\s]\s*(\d{1,2}),(\d{3,})\s*$/;
/** `2 611 421` is one number. */
const spaced = /(?<![\d.])([12]?)[ \u00a0\u202f]?(\d{3})[ \u00a0\u202f](\d{3})(?!\d)/g;

/** The two numbers of a text; undefined when there are not exactly two. */
function pair(text: string): [number, number] | undefined {
  const plain = text
    .toUpperCase()
    .replace(names, ' ')
    .replace(/(?<=\d)['’‘](?=\d{3})/g, '')
    .replace(decimalCommas, '$1.$2 $3.$4')
    .replace(spaced, ' $1$2$3 ');
  // An address has numbers, too: beside coordinates there are no words.
  if (/[A-Z]/.test(plain)) return undefined;
  const [first, second, ...more] = (plain.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return first === undefined || second === undefined || more.length > 0 ? undefined : [first, second];
}

/**
 * `2611421 / 1267385`, `611 421, 267 385`, `47.5564, 7.5925` or `7.5925 47.5564`. Which is meant follows from the size of the
 * numbers: in Switzerland none can be mistaken for another.
 * @returns six decimals; undefined for what is no pair of coordinates
 */
export function readPoint(text: string): LonLat | undefined {
  if (text.length > longest) return undefined;
  const numbers = pair(text);
  if (!numbers) return undefined;
  const [low, high] = numbers[0] < numbers[1] ? numbers : [numbers[1], numbers[0]];
  const point = pointOf(low, high);
  return point && { lon: rounded(point.lon), lat: rounded(point.lat) };
}

function pointOf(low: number, high: number): LonLat | undefined {
  // LV95: north begins with 1, east with 2. LV03, of older maps: the same without.
  if (low >= 1_000_000 && low < 1_400_000 && high >= 2_400_000 && high < 2_900_000)
    return fromSwissGrid({ east: high, north: low });
  if (low >= 50_000 && low < 350_000 && high >= 450_000 && high < 850_000)
    return fromSwissGrid({ east: high + 2_000_000, north: low + 1_000_000 });
  // Degrees: everywhere in Switzerland, and around it, the latitude is the greater number.
  if (low >= -30 && low <= 40 && high > 40 && high <= 72) return { lon: low, lat: high };
  return undefined;
}
