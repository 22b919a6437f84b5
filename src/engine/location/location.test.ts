// Coordinates are read as people write them, Swiss and geographic ones agree, and a place is an answer in words or as a point.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locationKind } from '../fields/location.ts';
import { formContext } from '../form/form-answers.ts';
import { context, lists, loaded } from '../testing/every-field.ts';
import { contains } from './area.ts';
import { readPoint } from './read-point.ts';
import { fromSwissGrid, printLonLat, printSwissGrid, toSwissGrid } from './swiss-grid.ts';

const field = { id: 'x', type: 'location', list: 'plaetze', within: 'canton' } as const;
const read = (raw: unknown, more = {}) => {
  const { value, faults } = locationKind.parse(raw, { ...field, ...more }, context);
  return { value, codes: faults.map(({ code, part }) => (part === undefined ? code : `${code} ${part}`)) };
};
const words = formContext(loaded().definition, { lists, language: 'de' });
const form = (body: Record<string, string>, previous?: unknown) =>
  locationKind.fromForm(body, 'x', previous, field, words);

describe('the Swiss grid', () => {
  // The old observatory in Bern, origin of the grid, and the worked example of swisstopo's document.
  it.each([
    [46.951083, 7.438637, 2_600_000, 1_200_000],
    [46 + 2 / 60 + 38.87 / 3600, 8 + 43 / 60 + 49.79 / 3600, 2_700_000, 1_100_000],
  ])('%f, %f', (lat, lon, east, north) => {
    const grid = toSwissGrid({ lon, lat });
    expect(Math.abs(grid.east - east)).toBeLessThan(1.5);
    expect(Math.abs(grid.north - north)).toBeLessThan(1.5);
  });

  it('there and back is within a few metres, all over Switzerland', () => {
    const east = fc.integer({ min: 2_490_000, max: 2_830_000 });
    const north = fc.integer({ min: 1_080_000, max: 1_290_000 });
    fc.assert(
      fc.property(east, north, (e, n) => {
        const back = toSwissGrid(fromSwissGrid({ east: e, north: n }));
        expect(Math.hypot(back.east - e, back.north - n)).toBeLessThan(5);
      }),
    );
  });
});

describe('coordinates as typed', () => {
  const point = { lon: 7.590375, lat: 47.557078 };
  it.each([
    '2611421 / 1267385',
    "2'611'421 / 1'267'385",
    '2 611 421, 1 267 385',
    '2 611 421 1 267 385',
    'LV95 E 2611421 N 1267385',
    '1267385 2611421',
    '611421 / 267385',
    '611 421, 267 385',
    'LV03: 611 421 267 385',
  ])('%s', (text) => {
    const found = readPoint(text);
    expect(found?.lon).toBeCloseTo(point.lon, 4);
    expect(found?.lat).toBeCloseTo(point.lat, 4);
  });

  it.each([
    '47.55637, 7.59245',
    '47.55637,7.59245',
    '7.59245 47.55637',
    '47,55637 / 7,59245',
    '47,55637; 7,59245',
    '47.55637° N, 7.59245° E',
    'lat: 47.55637 lon: 7.59245',
  ])('%s', (text) => expect(readPoint(text)).toEqual({ lon: 7.59245, lat: 47.55637 }));

  it.each([
    '',
    'Beispielgasse 12, 4051',
    '47.55637',
    '1 2 3',
    '2611421 / 611421',
    '12 / 13',
    '95, 96',
    '4051 Basel 1',
  ])('«%s» are none', (text) => expect(readPoint(text)).toBeUndefined());

  it('what is printed is read again', () => {
    const lon = fc.integer({ min: 5_960_000, max: 10_490_000 });
    const lat = fc.integer({ min: 45_810_000, max: 47_810_000 });
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const given = { lon: x / 1e6, lat: y / 1e6 };
        expect(readPoint(printLonLat(given))).toEqual(given);
        const grid = readPoint(printSwissGrid(given));
        expect(Math.abs((grid?.lon ?? 0) - given.lon)).toBeLessThan(0.0001);
        expect(Math.abs((grid?.lat ?? 0) - given.lat)).toBeLessThan(0.0001);
      }),
    );
  });
});

describe('a place', () => {
  it.each<[unknown, unknown]>([
    [{ text: ' Beim Brunnen ' }, { text: 'Beim Brunnen' }],
    ['Beim Brunnen', { text: 'Beim Brunnen' }],
    [{ place: 'markt' }, { place: 'markt', lon: 7.588, lat: 47.558 }],
    [
      { place: 'markt', lon: 8, lat: 47 },
      { place: 'markt', lon: 7.588, lat: 47.558 },
    ],
    [{ point: '47.5581, 7.5881' }, { lon: 7.5881, lat: 47.5581 }],
    [
      { lon: 7.58812345, lat: 47.55 },
      { lon: 7.588123, lat: 47.55 },
    ],
    [{ text: 'x', lon: null, lat: null, place: '', point: ' ' }, { text: 'x' }],
  ])('%j is an answer', (raw, value) => expect(read(raw)).toEqual({ value, codes: [] }));

  it.each<[unknown, string[]]>([
    [5, ['TYPE']],
    [[], ['TYPE']],
    [{ point: 'dort drüben' }, ['LOCATION_INVALID point']],
    [{ point: 5 }, ['TYPE point']],
    [{ lon: 7.5 }, ['TYPE point']],
    [{ lon: '7.5', lat: '47.5' }, ['TYPE point']],
    [{ point: '48.8566, 2.3522' }, ['LOCATION_ABROAD point']],
    [{ lon: 2.35, lat: 48.85 }, ['LOCATION_ABROAD point']],
    [{ point: '46.9480, 7.4474' }, ['LOCATION_OUTSIDE point']],
    [{ place: 'mond' }, ['UNKNOWN_OPTION place']],
    [{ text: 'x'.repeat(201) }, ['TOO_LONG text']],
    [{ text: 'a\nb' }, ['CONTROL_CHARACTER text']],
    [{ text: 'x', street: 'y' }, ['UNKNOWN_FIELD street']],
  ])('%j has faults', (raw, codes) => expect(read(raw).codes).toEqual(codes));

  it('may lie anywhere in Switzerland where nothing else is asked', () => {
    expect(read({ point: '46.9480, 7.4474' }, { within: undefined }).codes).toEqual([]);
  });

  it('is read aloud with its words and its Swiss coordinates', () => {
    const text = (value: unknown, language: 'de' | 'fr' = 'de') =>
      locationKind.toText(value, field, language, { lists, text: () => undefined });
    const grid = 'LV95\u00a02\u202f611\u202f243 / 1\u202f267\u202f487';
    expect(text({ text: 'beim Brunnen' })).toBe('beim Brunnen');
    expect(text({ text: 'beim Brunnen', place: 'markt', lon: 7.588, lat: 47.558 }, 'fr')).toBe(
      `Marché, beim Brunnen (${grid})`,
    );
    expect(text({ lon: 7.588, lat: 47.558 })).toBe(grid);
    expect(text({ point: 'x' })).toBe('x');
  });

  it('whatever comes, there are faults or a value, and the value is read as itself', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          text: fc.jsonValue(),
          place: fc.jsonValue(),
          point: fc.jsonValue(),
          lon: fc.jsonValue(),
          lat: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
      fc.string({ unit: fc.constantFrom(..."0123456789., /'°NE") }).map((point) => ({ point })),
    );
    fc.assert(
      fc.property(anything, (raw) => {
        if (locationKind.isBlank(raw)) return;
        const { value, codes } = read(raw);
        expect(codes.length > 0 || value !== undefined).toBe(true);
        locationKind.toForm(value ?? raw, field, words);
        if (codes.length === 0) expect(read(value)).toEqual({ value, codes });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the form', () => {
  it('sends words, place and point', () => {
    expect(form({})).toBeUndefined();
    expect(form({ 'x.text': 'a', 'x.place': '', 'x.point': '' })).toEqual({ text: 'a' });
    expect(form({ 'x.text': '', 'x.place': 'markt', 'x.point': '' })).toEqual({ text: '', place: 'markt' });
  });

  it('of a place and a point takes the new one', () => {
    const both = { 'x.text': '', 'x.place': 'markt', 'x.point': '47.550000, 7.600000' };
    const point = { text: '', point: '47.550000, 7.600000' };
    expect(form(both)).toEqual(point);
    // The point stood there before: the place has just been chosen.
    expect(form(both, { lon: 7.6, lat: 47.55 })).toEqual({ text: '', place: 'markt' });
    // The place stood there before: the point has just been typed.
    expect(form(both, { place: 'markt', lon: 7.588, lat: 47.558 })).toEqual(point);
  });

  it('shows what was typed, and no point that belongs to a place', () => {
    const shown = (value: unknown) => locationKind.toForm(value, field, words);
    expect(shown({ text: 'a', point: 'wo?' })).toEqual({ '.text': 'a', '.place': '', '.point': 'wo?' });
    expect(shown({ lon: 7.6, lat: 47.55 })['.point']).toBe('47.550000, 7.600000');
    expect(shown({ place: 'markt', lon: 7.588, lat: 47.558 })['.point']).toBe('');
    expect(shown('früher ein Text')).toEqual({ '.text': 'früher ein Text', '.place': '', '.point': '' });
  });
});

it('a point lies inside a ring or outside, also with a notch', () => {
  const ring = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, 1],
    [0, 4],
  ].map(([lon = 0, lat = 0]) => ({ lon, lat }));
  const inside = (lon: number, lat: number) => contains(ring, { lon, lat });
  expect([inside(1, 1), inside(3, 1), inside(2, 0.5), inside(2, 2), inside(5, 1), inside(-1, 1)]).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
