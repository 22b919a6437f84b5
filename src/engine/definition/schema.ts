// The shape of a service definition: one JSON Schema, from which editors complete, the loader checks and TypeScript types follow.
import { Type, type Static } from 'typebox';
import { letterIds } from './letter-ids.ts';

/** Lower-case identifier with hyphens, as it appears in addresses: `hund-anmelden`. */
const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
/** Identifier that expressions can name: camelCase without hyphens: `geboren`, `artDesUmzugs`. */
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 });
/** An expression in FEEL, the language of the DMN standard. Checked when the definition loads. */
const Feel = Type.String({ minLength: 1, maxLength: 2000 });
/** ISO 8601 duration: `P10Y`, `P6M`. */
const Duration = Type.String({ pattern: '^P(\\d+Y)?(\\d+M)?(\\d+D)?$' });

export const fieldTypes = [
  'text',
  'longtext',
  'number',
  'money',
  'date',
  'time',
  'yesno',
  'choice',
  'multichoice',
  'email',
  'phone',
  'ahv',
  'uid',
  'address',
  'iban',
  'file',
  'declaration',
  'signature',
  'location',
  'appointment',
  'calculated',
] as const;

export const dataClasses = ['public', 'internal', 'confidential', 'special'] as const;

/** What the canton knows and therefore does not ask (once-only). */
export const sources = [
  'person.firstName',
  'person.lastName',
  'person.birthDate',
  'person.ahv',
  'person.nationality',
  'person.address',
  'person.municipality',
  'person.email',
  'person.phone',
  'organisation.name',
  'organisation.uid',
  'organisation.address',
  'vehicle.plate',
  'vehicle.firstRegistration',
  'tax.taxYear',
  'tax.netIncome',
  'tax.netWealth',
] as const;

const Check = Type.Object(
  { id: Name, that: Feel },
  {
    additionalProperties: false,
    description: 'A condition that must hold; its text is fields.<field>.checks.<id>.',
  },
);

export const FieldSchema = Type.Object(
  {
    id: Name,
    type: Type.Enum([...fieldTypes]),
    formerly: Type.Optional(
      Type.String({
        pattern: '^[a-z][A-Za-z0-9]*$',
        maxLength: 40,
        description: 'Its id in the version before: answers of drafts follow the new name.',
      }),
    ),
    optional: Type.Optional(Type.Boolean()),
    when: Type.Optional(Feel),
    source: Type.Optional(Type.Enum([...sources])),
    proven: Type.Optional(
      Type.Boolean({
        description:
          'Only what the register says counts: not correctable in the form; without it staff decide.',
      }),
    ),
    backed: Type.Optional(
      Type.Boolean({
        description:
          'Nothing is decided at once unless the register says it: correctable in the form, but then staff decide.',
      }),
    ),
    class: Type.Optional(Type.Enum([...dataClasses])),
    checks: Type.Optional(Type.Array(Check, { minItems: 1, maxItems: 10 })),
    minLength: Type.Optional(Type.Integer({ minimum: 0 })),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 20000 })),
    pattern: Type.Optional(Type.String({ maxLength: 200 })),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
    options: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 60 })),
    list: Type.Optional(Id),
    accept: Type.Optional(Type.Array(Type.Enum(['pdf', 'image']), { minItems: 1 })),
    maxFiles: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    value: Type.Optional(Feel),
    dwellingAt: Type.Optional(
      Type.String({
        pattern: '^[a-z][A-Za-z0-9]*$',
        maxLength: 40,
        description:
          'An address field before it: the dwellings of the building there are offered, its EWID is the answer.',
      }),
    ),
    offer: Type.Optional(Id),
    within: Type.Optional(Type.Enum(['canton'])),
    autocomplete: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);

export const PageSchema = Type.Object(
  {
    id: Name,
    when: Type.Optional(Feel),
    repeat: Type.Optional(
      Type.Object(
        {
          id: Name,
          min: Type.Integer({ minimum: 0 }),
          max: Type.Integer({ minimum: 1, maximum: 50 }),
          label: Type.Optional(Name),
        },
        { additionalProperties: false },
      ),
    ),
    fields: Type.Array(FieldSchema, { minItems: 1, maxItems: 30 }),
  },
  { additionalProperties: false },
);

/** A DMN decision table; the last cell of a row is the result, an expression. */
const Table = Type.Object(
  {
    hit: Type.Enum(['first', 'unique']),
    inputs: Type.Array(Feel, { minItems: 1, maxItems: 8 }),
    rows: Type.Array(
      Type.Array(Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]), {
        minItems: 2,
        maxItems: 9,
      }),
      { minItems: 1, maxItems: 100 },
    ),
  },
  { additionalProperties: false },
);
const Formula = Type.Object({ value: Feel }, { additionalProperties: false });
export const RuleSchema = Type.Union([Table, Formula]);

const LegalBasis = Type.Object(
  {
    act: Type.String({ maxLength: 200 }),
    number: Type.Optional(Type.String({ maxLength: 40 })),
    article: Type.Optional(Type.String({ maxLength: 60 })),
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const Fee = Type.Object(
  {
    id: Name,
    amount: Feel,
    when: Type.Optional(Feel),
    pay: Type.Optional(Type.Array(Type.Enum(['invoice', 'card', 'counter']), { minItems: 1 })),
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const Letter = Type.Object(
  {
    vars: Type.Optional(Type.Record(Name, Feel, { additionalProperties: false })),
    facts: Type.Optional(Type.Array(Name, { maxItems: 30 })),
    validFor: Type.Optional(Duration),
  },
  { additionalProperties: false },
);

export const ServiceSchema = Type.Object(
  {
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    owner: Id,
    kind: Type.Enum([
      'registration',
      'report',
      'application',
      'permit',
      'certificate',
      'benefit',
      'objection',
    ]),
    level: Type.Enum(['federal', 'cantonal', 'communal']),
    lifeEvents: Type.Array(Id, { minItems: 1 }),
    audience: Type.Array(Id, { minItems: 1 }),
    related: Type.Optional(Type.Array(Id)),
    legalBasis: Type.Array(LegalBasis, { minItems: 1 }),
    unverified: Type.Optional(Type.Array(Type.String({ maxLength: 60 }))),
    minutes: Type.Integer({ minimum: 1, maximum: 240 }),
    exclusions: Type.Optional(Type.Array(Name)),
    obstacles: Type.Optional(
      Type.Array(Id, {
        minItems: 1,
        maxItems: 10,
        description: 'Legal obstacles of the canton’s register that keep it from being simpler.',
      }),
    ),
    needs: Type.Optional(Type.Array(Name)),
    benefit: Type.Object({ measures: Type.Array(Name, { minItems: 1 }) }, { additionalProperties: false }),
    identity: Type.Object(
      {
        assurance: Type.Enum(['low', 'substantial', 'high']),
        actFor: Type.Array(Type.Enum(['self', 'person', 'organisation']), { minItems: 1 }),
        signInFirst: Type.Optional(Type.Boolean()),
        companySignature: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    purpose: Type.Object(
      {
        id: Id,
        retention: Type.Object(
          {
            after: Type.Enum(['closed', 'expired']),
            keep: Duration,
            then: Type.Enum(['archive-offer', 'delete']),
          },
          { additionalProperties: false },
        ),
        recipients: Type.Optional(Type.Array(Id)),
      },
      { additionalProperties: false },
    ),
    pages: Type.Array(PageSchema, { minItems: 1, maxItems: 40 }),
    rules: Type.Optional(Type.Record(Name, RuleSchema, { additionalProperties: false })),
    fees: Type.Array(Fee),
    process: Type.Object(
      {
        use: Type.Enum(['notification', 'registration', 'application', 'certificate', 'appeal']),
        decideAtOnce: Type.Optional(Feel),
        promise: Type.Object(
          { workingDays: Type.Integer({ minimum: 1, maximum: 365 }) },
          { additionalProperties: false },
        ),
        dueForPerson: Type.Optional(Type.Boolean()),
        remedy: Type.Optional(Id),
        /** Of an appeal: the field that names the decision it is against by its case number. */
        against: Type.Optional(Name),
      },
      { additionalProperties: false },
    ),
    letters: Type.Object(
      Object.fromEntries(letterIds.map((id) => [id, Type.Optional(Letter)])) as Record<
        (typeof letterIds)[number],
        ReturnType<typeof Type.Optional<typeof Letter>>
      >,
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export type ServiceDocument = Static<typeof ServiceSchema>;
export type PageDefinition = Static<typeof PageSchema>;
export type FieldDefinition = Static<typeof FieldSchema>;
export type RuleDefinition = Static<typeof RuleSchema>;
export type FieldType = (typeof fieldTypes)[number];
export type DataClass = (typeof dataClasses)[number];
export type KnownSource = (typeof sources)[number];
export type LetterId = (typeof letterIds)[number];
/** German is the source. */
export const languages = ['de', 'fr', 'it', 'en'] as const;
export type Language = (typeof languages)[number];

/** A definition with its texts: the one document that channels, the studio and other cantons exchange. */
export type ServiceDefinition = ServiceDocument & { texts: Record<Language, Record<string, string>> };
