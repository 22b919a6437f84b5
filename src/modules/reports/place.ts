// Where a report is: read by the location field of the form engine, within the canton; and the municipality that it lies in.
import {
  contains,
  fold,
  pointOf,
  printLonLat,
  printSwissGrid,
  readSingle,
  singleText,
  type FieldDefinition,
  type FormBody,
  type LonLat,
} from '../../engine/index.ts';
import type { App } from '../../kernel/app.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { areaOf } from '../organisation/index.ts';
import { metresBetween } from './grid.ts';
import { reportsOf } from './reports-state.ts';

export interface ReportPlace {
  words: string;
  /** Of the list of well-known places. */
  place: string | undefined;
  point: LonLat | undefined;
  /** Municipality; undefined where the words do not say it. */
  area: string | undefined;
}

const listed = (app: App) => ({ [reportsOf(app).placeList]: reportsOf(app).places });
const field = (app: App): FieldDefinition => ({
  id: 'ort',
  type: 'location',
  within: 'canton',
  list: reportsOf(app).placeList,
});

/** Rough outlines; what lies in none belongs to the first area. */
export function areaAt(app: App, point: LonLat): string {
  const { areas } = reportsOf(app);
  return (areas.find(({ outline }) => outline && contains(outline, point)) ?? areas[0])?.id ?? '';
}

/** The municipality that an address names, by postal code or by name. */
function areaOfWords(app: App, words: string): string | undefined {
  const code = /\b(\d{4})\b/.exec(words)?.[1];
  const known = reportsOf(app).areas.map(({ id }) => id);
  const plain = ` ${fold(words, 'de')} `;
  return app.canton.municipalities.find(
    ({ id, name, otherNames = [], postalCodes }) =>
      known.includes(id) &&
      ((code !== undefined && postalCodes.includes(code)) ||
        [name, ...otherNames].some((each) => plain.includes(` ${fold(each, 'de')} `))),
  )?.id;
}

/**
 * What the controls `ort.text`, `ort.place`, `ort.point` and `gemeinde` say.
 * @returns the part that is wrong instead: '' for the whole
 */
export function readPlace(
  app: App,
  body: FormBody,
  language: Language,
): { place: ReportPlace } | { wrong: string } {
  const { value, parts } = readSingle(field(app), body, 'ort', language, {
    lists: listed(app),
    area: areaOf(app),
  });
  if (value === undefined) return { wrong: parts[0] ?? '' };
  const { text, place } = value as { text?: string; place?: string };
  const point = pointOf(value);
  const named = reportsOf(app).areas.find(({ id }) => id === body['gemeinde'])?.id;
  return {
    place: {
      words: text ?? '',
      place,
      point,
      area: point ? areaAt(app, point) : (areaOfWords(app, text ?? '') ?? named),
    },
  };
}

/** The controls that say this place, for links and hidden fields. */
export const placeControls = ({ words, place, point, area }: ReportPlace): Record<string, string> => ({
  ...(words === '' ? {} : { 'ort.text': words }),
  ...(place === undefined ? {} : { 'ort.place': place }),
  ...(place === undefined && point ? { 'ort.point': printLonLat(point) } : {}),
  ...(point || area === undefined ? {} : { gemeinde: area }),
});

/** As people read it: the well-known place, else the Swiss coordinates; words only where they may be seen. */
export function placeText(
  app: App,
  { words, place, point }: Pick<ReportPlace, 'words' | 'place' | 'point'>,
  language: Language,
): string {
  const name = place === undefined ? '' : singleText(field(app), { place }, language, listed(app));
  const said = [name, words].filter((each) => each !== '').join(', ');
  if (said !== '') return said;
  return point ? `LV95\u00a0${printSwissGrid(point)}` : '';
}

/** Farther away a well-known place says nothing any more. */
const nearMetres = 350;

/** The nearest well-known place: people know it better than coordinates. */
export function knownPlaceNear(app: App, point: LonLat, language: Language): string | undefined {
  const [nearest] = reportsOf(app)
    .places.flatMap((each) =>
      each.at ? [{ each, metres: metresBetween(point, { lon: each.at[0], lat: each.at[1] }) }] : [],
    )
    .filter(({ metres }) => metres <= nearMetres)
    .sort((one, other) => one.metres - other.metres);
  return nearest?.each[language];
}
