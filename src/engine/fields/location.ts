// Location: a place in words, a well-known place of a list, or a point on the map.
import { isRecord } from '../is-record.ts';
import type { FieldDefinition } from '../definition/schema.ts';
import { contextOf, numberType, optionsType, stringType } from '../feel/types.ts';
import { contains } from '../location/area.ts';
import { readPoint } from '../location/read-point.ts';
import {
  isInSwitzerland,
  printLonLat,
  printSwissGrid,
  rounded,
  type LonLat,
} from '../location/swiss-grid.ts';
import {
  asTyped,
  controlValue,
  isBlankText,
  type FieldKind,
  type FormBody,
  type ListOption,
  type Lists,
  type ParseContext,
  type Parsed,
  type ValueFault,
} from './field-kind.ts';
import { optionIds, optionLabel } from './options.ts';
import { writing } from './paper-control.ts';
import { readText, textLength } from './text-value.ts';

const longestText = 200;
const parts = ['text', 'place', 'point', 'lon', 'lat'] as const;
type Part = (typeof parts)[number];

const own = (raw: Record<string, unknown>, part: Part): unknown =>
  Object.hasOwn(raw, part) ? raw[part] : undefined;

/** A well-known place of the field's list, by id. */
function placeOf(field: FieldDefinition, lists: Lists, id: unknown): ListOption | undefined {
  const list = field.list !== undefined && Object.hasOwn(lists, field.list) ? lists[field.list] : undefined;
  return typeof id === 'string' ? list?.find((option) => option.id === id) : undefined;
}

/** The point of a value; undefined when it is only words. */
export function pointOf(value: unknown): LonLat | undefined {
  if (!isRecord(value)) return undefined;
  const [lon, lat] = [own(value, 'lon'), own(value, 'lat')];
  return typeof lon === 'number' && typeof lat === 'number' && Number.isFinite(lon) && Number.isFinite(lat)
    ? { lon, lat }
    : undefined;
}

/** The point that typed controls mean, if any: of the chosen place, or of the coordinates. */
export function locationOf(
  typed: { place?: string; point?: string } | undefined,
  field: FieldDefinition,
  lists: Lists,
): LonLat | undefined {
  const at = placeOf(field, lists, typed?.place)?.at;
  return at ? { lon: at[0], lat: at[1] } : readPoint(typed?.point ?? '');
}

function rangeFaults(point: LonLat, field: FieldDefinition, { area }: ParseContext): ValueFault[] {
  if (!isInSwitzerland(point)) return [{ part: 'point', code: 'LOCATION_ABROAD' }];
  if (field.within === 'canton' && area && !contains(area.outline, point))
    return [{ part: 'point', code: 'LOCATION_OUTSIDE' }];
  return [];
}

/** The point as given: by a well-known place, as degrees, or as it was typed. */
function readGiven(
  raw: Record<string, unknown>,
  field: FieldDefinition,
  context: ParseContext,
): { value: Record<string, unknown>; faults: ValueFault[] } {
  const id = own(raw, 'place');
  if (!isBlankText(id)) {
    const place = placeOf(field, context.lists, id);
    if (!place) return { value: {}, faults: [{ part: 'place', code: 'UNKNOWN_OPTION' }] };
    const { at } = place;
    return { value: { place: place.id, ...(at ? { lon: at[0], lat: at[1] } : {}) }, faults: [] };
  }
  const typed = own(raw, 'point');
  if (!isBlankText(typed)) {
    if (typeof typed !== 'string') return { value: {}, faults: [{ part: 'point', code: 'TYPE' }] };
    const point = readPoint(typed);
    if (point) return { value: { ...point }, faults: rangeFaults(point, field, context) };
    // Kept so that the form shows again what was typed.
    const kept = typed.length <= longestText ? { point: typed.trim() } : {};
    return { value: kept, faults: [{ part: 'point', code: 'LOCATION_INVALID' }] };
  }
  const [lon, lat] = [own(raw, 'lon'), own(raw, 'lat')];
  if ((lon === undefined || lon === null) && (lat === undefined || lat === null))
    return { value: {}, faults: [] };
  if (typeof lon !== 'number' || typeof lat !== 'number' || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
    return { value: {}, faults: [{ part: 'point', code: 'TYPE' }] };
  const point = { lon: rounded(lon) + 0, lat: rounded(lat) + 0 };
  return { value: { ...point }, faults: rangeFaults(point, field, context) };
}

/**
 * Words or a point are an answer, each by itself: who has no map says where it is, and nobody is turned away for want of
 * coordinates. Points are WGS84 with six decimals, as Open311 (GeoReport v2) takes them; LV95 is shown beside. Of a well-known place
 * the list says the point, whatever else was sent.
 * WCAG: words, list and coordinates are labelled in one fieldset (1.3.1, 3.3.2); all that the map can do they can (2.1.1, 2.5.7).
 * Coordinates have signs and letters: a keyboard of text. Autofill is off: the place is no address of the person (1.3.5).
 */
export const locationKind: FieldKind = {
  type: 'location',
  properties: ['list', 'within'],
  isBlank: (raw) =>
    isBlankText(raw) || (isRecord(raw) && Object.keys(raw).every((key) => isBlankText(raw[key]))),
  parse(raw, field, context): Parsed {
    // A field that was a text before: its answers are the words.
    if (typeof raw === 'string') return this.parse({ text: raw }, field, context);
    if (!isRecord(raw)) return { faults: [{ code: 'TYPE' }] };
    const faults: ValueFault[] = [];
    const words = own(raw, 'text');
    let text = '';
    if (!isBlankText(words)) {
      const { value, faults: found } = readText(words, false, longestText);
      text = value ?? '';
      faults.push(...found.map((fault) => ({ ...fault, part: 'text' })));
      if (found.length === 0 && textLength(text) > longestText)
        faults.push({ part: 'text', code: 'TOO_LONG', params: { max: longestText } });
    }
    const given = readGiven(raw, field, context);
    faults.push(...given.faults);
    const unknown = Object.keys(raw).filter((key) => !parts.some((part) => part === key));
    for (const key of unknown.slice(0, 20)) faults.push({ part: key.slice(0, 60), code: 'UNKNOWN_FIELD' });
    const value = { ...(text === '' ? {} : { text }), ...given.value };
    if (Object.keys(value).length > 0) return { value, faults };
    return { faults: faults.length > 0 ? faults : [{ code: 'REQUIRED' }] };
  },
  schema(field, { lists }) {
    const places = field.list === undefined ? [] : optionIds(field, lists);
    return {
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1, maxLength: longestText, description: 'Address or description' },
        ...(places.length === 0 ? {} : { place: { enum: places, description: 'A well-known place' } }),
        lon: { type: 'number', minimum: 5.95, maximum: 10.5, description: 'Longitude, WGS84' },
        lat: { type: 'number', minimum: 45.8, maximum: 47.82, description: 'Latitude, WGS84' },
      },
      minProperties: 1,
      dependentRequired: { lon: ['lat'], lat: ['lon'] },
      additionalProperties: false,
    };
  },
  feelType: (field, context) =>
    contextOf([
      ['text', stringType],
      ['place', field.list === undefined ? stringType : optionsType(optionIds(field, context.lists))],
      ['lon', numberType],
      ['lat', numberType],
    ]),
  toFeel: (value) =>
    isRecord(value)
      ? Object.fromEntries(
          (['text', 'place', 'lon', 'lat'] as const).map((part) => [part, own(value, part) ?? null]),
        )
      : null,
  /** `Münsterplatz, beim Brunnen (LV95 2 611 421 / 1 267 385)` */
  toText(value, field, language, context) {
    if (!isRecord(value)) return asTyped(value);
    const place = own(value, 'place');
    const words = [
      typeof place === 'string' ? optionLabel(place, field, language, context) : '',
      asTyped(own(value, 'text')),
    ].filter((each) => each !== '');
    const point = pointOf(value);
    const grid = point ? `LV95\u00a0${printSwissGrid(point)}` : asTyped(own(value, 'point'));
    if (words.length === 0) return grid;
    return grid === '' ? words.join(', ') : `${words.join(', ')} (${grid})`;
  },
  paper: () => ({
    kind: 'parts',
    parts: [
      { id: 'placeWords', control: writing(2), share: 12 },
      { id: 'placePoint', control: writing(), share: 12 },
    ],
  }),
  fromForm(body: FormBody, name: string, previous, field, context) {
    const typed = (part: Part) => controlValue(body, `${name}.${part}`);
    if (parts.every((part) => typed(part) === undefined)) return undefined;
    let place = typed('place')?.trim() ?? '';
    let point = typed('point')?.trim() ?? '';
    if (place !== '' && point !== '') {
      // A place and a point: the one that is new counts; where both are, the point, which says it more exactly.
      const before = this.toForm(previous, field, context);
      if (before['.place'] !== place && before['.point'] === point) point = '';
      else place = '';
    }
    return {
      text: typed('text') ?? '',
      ...(place === '' ? {} : { place }),
      ...(point === '' ? {} : { point }),
    };
  },
  toForm(value) {
    const given = isRecord(value) ? value : { text: value };
    const point = pointOf(given);
    const place = asTyped(own(given, 'place'));
    return {
      '.text': asTyped(own(given, 'text')),
      '.place': place,
      // The point of a well-known place is not the person's: choosing another place must not be held against it.
      '.point': place === '' && point ? printLonLat(point) : asTyped(own(given, 'point')),
    };
  },
};
