// A unit of the organisation as `organisation.yaml` describes it.
import { Type, type Static } from 'typebox';
import { LocalTextSchema } from '../../kernel/canton-file.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });

export const UnitSchema = Type.Object(
  {
    id: Id,
    /** What it is, a key of the file's `kinds`. */
    kind: Id,
    /** The unit it belongs to; absent only for the canton itself. */
    parent: Type.Optional(Id),
    abbr: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    name: LocalTextSchema,
    responsibility: LocalTextSchema,
    /** Everyday words and names that people search with, separated by commas. */
    keywords: Type.Optional(LocalTextSchema),
    /** When one can come or call, in words. */
    hours: Type.Optional(LocalTextSchema),
    /** Street and number, postal code and town, in one line. */
    address: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    web: Type.Optional(Type.String({ pattern: '^https://', maxLength: 300 })),
    email: Type.Optional(Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 200 })),
    /** Facts that were not checked against an official page. */
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export type Unit = Static<typeof UnitSchema>;

/** The whole file: what kinds there are, and the units. */
export const OrganisationSchema = Type.Object(
  { kinds: Type.Record(Id, LocalTextSchema), units: Type.Array(UnitSchema, { minItems: 1 }) },
  { additionalProperties: false },
);
