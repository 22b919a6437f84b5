// What can be reported: categories of the canton's reports.yaml with their questions, as the form engine reads them.
import { Type, type Static } from 'typebox';
import type { FieldDefinition, Ring } from '../../engine/index.ts';
import { LocalTextSchema } from '../../kernel/canton-file.ts';

const strict = { additionalProperties: false } as const;
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 });
const Corner = Type.Tuple([
  Type.Number({ minimum: 5.9, maximum: 10.6 }),
  Type.Number({ minimum: 45.7, maximum: 47.9 }),
]);

const QuestionSchema = Type.Object(
  {
    id: Id,
    type: Type.Enum(['choice', 'multichoice', 'yesno', 'number', 'text', 'longtext']),
    label: LocalTextSchema,
    hint: Type.Optional(LocalTextSchema),
    optional: Type.Optional(Type.Boolean()),
    options: Type.Optional(
      Type.Array(Type.Object({ id: Id, label: LocalTextSchema }, strict), { minItems: 2, maxItems: 20 }),
    ),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
  },
  strict,
);

const CategorySchema = Type.Object(
  {
    id: Id,
    group: Id,
    name: LocalTextSchema,
    description: LocalTextSchema,
    keywords: LocalTextSchema,
    /** Unit by area; `default` for all others. */
    units: Type.Record(Id, Id),
    /** Subject that subscriptions name. */
    topic: Type.Optional(Id),
    days: Type.Integer({ minimum: 1, maximum: 200 }),
    radius: Type.Integer({ minimum: 5, maximum: 200 }),
    call: Type.Optional(
      Type.Object({ number: Type.Enum(['117', '118', '144']), when: LocalTextSchema }, strict),
    ),
    questions: Type.Array(QuestionSchema, { maxItems: 10 }),
  },
  strict,
);

export const ReportsFileSchema = Type.Object(
  {
    unverified: Type.Optional(Type.Boolean()),
    places: Id,
    reopenDays: Type.Integer({ minimum: 1, maximum: 365 }),
    forgetDays: Type.Integer({ minimum: 1, maximum: 3650 }),
    areas: Type.Array(
      Type.Object({ id: Id, outline: Type.Optional(Type.Array(Corner, { minItems: 3 })) }, strict),
      { minItems: 1 },
    ),
    groups: Type.Record(Id, LocalTextSchema),
    emergency: LocalTextSchema,
    categories: Type.Array(CategorySchema, { minItems: 1, maxItems: 60 }),
  },
  strict,
);

export type Question = Static<typeof QuestionSchema>;
export type Category = Static<typeof CategorySchema>;

/** A municipality; the first of the file has no outline and is all the rest. */
export interface ReportArea {
  id: string;
  outline?: Ring;
}

/** As the engine reads and checks it. */
export const fieldOf = ({ id, type, options, min, max, optional, maxLength }: Question): FieldDefinition => ({
  id,
  type,
  ...(options ? { options: options.map((option) => option.id) } : {}),
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(type === 'longtext' || type === 'text'
    ? { maxLength: maxLength ?? (type === 'text' ? 200 : 2000) }
    : {}),
  ...(optional ? { required: false } : {}),
});

/** Whether an answer is in people's own words, which wait to be looked at. */
export const isInWords = ({ type }: Question): boolean => type === 'text' || type === 'longtext';

export const unitFor = (category: Category, area: string): string =>
  category.units[area] ?? category.units['default'] ?? '';
