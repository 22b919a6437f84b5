// A worked example: answers in, what must come out.
import { Type, type Static } from 'typebox';
import { valueFaultCodes } from '../fields/fault-codes.ts';

const Fault = Type.Object(
  { pointer: Type.String(), code: Type.Enum([...valueFaultCodes]), check: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

export const ExampleSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    answers: Type.Record(Type.String(), Type.Unknown()),
    expect: Type.Object(
      {
        path: Type.Array(Type.String()),
        faults: Type.Array(Fault),
        fee: Type.Number(),
        decision: Type.Union([Type.Literal('at-once'), Type.Literal('by-staff'), Type.Null()]),
        deadline: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()]),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

export const ExamplesSchema = Type.Array(ExampleSchema, { minItems: 1 });
export type Example = Static<typeof ExampleSchema>;
