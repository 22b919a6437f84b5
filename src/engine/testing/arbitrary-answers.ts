// Random answers for property tests: close to what a definition asks, and anything JSON can be.
import fc from 'fast-check';
import type { FieldDefinition, ServiceDocument } from '../definition/schema.ts';
import { optionIds } from '../fields/options.ts';
import type { Lists } from '../fields/field-kind.ts';

const day = fc
  .tuple(
    fc.integer({ min: 1900, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
const words = fc.oneof(
  fc.constantFrom('', ' ', 'Mia', 'Luca', 'x', '756000000000123', '🐕', 'a\u0000b', '\u202eabc'),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const file = fc.record({
  id: fc.constantFrom('f-1', 'f-2', 'f 3'),
  name: words,
  type: fc.constantFrom('application/pdf', 'image/png', 'text/html'),
  size: fc.integer({ min: -1, max: 1e8 }),
});

/** A value that may well be right for the field. */
function plausible(field: FieldDefinition, lists: Lists): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'number':
      return fc.integer({ min: -2, max: 25 });
    case 'money':
      return fc.oneof(
        fc.integer({ min: -1, max: 6000 }),
        fc.double({ min: 0, max: 6000, noNaN: true }).map((value) => Math.round(value * 100) / 100),
      );
    case 'date':
      return day;
    case 'time':
      return fc.constantFrom('08:30', '24:00', '23:59', '8:30');
    case 'yesno':
    case 'declaration':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom('unknown', ...optionIds(field, lists));
    case 'multichoice':
      return fc.array(fc.constantFrom('unknown', ...optionIds(field, lists)), { maxLength: 3 });
    case 'address':
      return fc.record(
        { street: words, houseNumber: words, postalCode: fc.constantFrom('4051', 'x', ''), town: words },
        { requiredKeys: [] },
      );
    case 'signature':
      return fc.record({ name: words, agreed: fc.boolean() }, { requiredKeys: [] });
    case 'location':
      return fc.record(
        {
          text: words,
          place: fc.constantFrom('unknown', ...optionIds(field, lists)),
          point: fc.constantFrom('47.558, 7.588', '2611000 / 1267000', '46.9, 7.4', 'x'),
          lon: fc.constantFrom(7.588, 200),
          lat: fc.constantFrom(47.5581234, 47.558),
        },
        { requiredKeys: [] },
      );
    case 'appointment':
      return fc.oneof(
        day.map((each) => `${each}T09:20:00+01:00`),
        fc.constantFrom(
          '2026-12-01T09:00:00+01:00',
          '2026-12-01T08:20Z',
          '2026-12-01T09:10:00+01:00',
          '09:00',
        ),
      );
    case 'ahv':
      return fc.constantFrom('756.9217.0769.85', '756.9217.0769.86', '7569217076985');
    case 'uid':
      return fc.constantFrom('CHE-123.456.788', 'CHE123456789', 'che 123 456 788');
    case 'iban':
      return fc.constantFrom('CH93 0076 2011 6238 5295 7', 'CH94 0076 2011 6238 5295 7');
    case 'email':
      return fc.constantFrom('a@example.org', 'a@b', 'a b@example.org');
    case 'phone':
      return fc.constantFrom('061 267 11 11', '+49 7621 4150', '12');
    case 'file':
      return fc.array(file, { maxLength: 3 });
    default:
      return words;
  }
}

function valueFor(field: FieldDefinition, lists: Lists): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: plausible(field, lists) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}

function fieldsOf(fields: readonly FieldDefinition[], lists: Lists): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(fields.map((field) => [field.id, valueFor(field, lists)])), {
    requiredKeys: [],
  });
}

/** Answers to a definition: mostly plausible, partly nonsense, some missing, some surplus. */
export function answersFor(service: ServiceDocument, lists: Lists): fc.Arbitrary<Record<string, unknown>> {
  const parts = service.pages.map((page) =>
    page.repeat
      ? fc.record(
          {
            [page.repeat.id]: fc.oneof(
              {
                weight: 9,
                arbitrary: fc.array(fieldsOf(page.fields, lists), { maxLength: page.repeat.max + 1 }),
              },
              { weight: 1, arbitrary: fc.jsonValue() },
            ),
          },
          { requiredKeys: [] },
        )
      : fieldsOf(page.fields, lists),
  );
  const surplus = fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }) },
  );
  return fc.tuple(...parts, surplus).map((all) => Object.assign({}, ...all) as Record<string, unknown>);
}
