// When something falls due, as `duties.yaml` and the guides of life events write it: the rules of the engine, or why there is no day.
import { Type, type Static } from 'typebox';

const strict = { additionalProperties: false };
/** A date that the rule counts from. */
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 });
const Days = Type.Optional(Type.Integer({ minimum: 0, maximum: 400 }));
const Months = Type.Optional(Type.Integer({ minimum: 1, maximum: 120 }));
const Month = Type.Integer({ minimum: 1, maximum: 12 });
const Day = Type.Integer({ minimum: 1, maximum: 31 });
const Roll = Type.Optional(
  Type.Union([Type.Literal('next'), Type.Literal('previous'), Type.Literal('none')]),
);
const Open = Type.Union([
  Type.Literal('invoice'),
  Type.Literal('always'),
  Type.Literal('at-once'),
  Type.Literal('occasion'),
  Type.Literal('threshold'),
  Type.Literal('calendar'),
]);

export const DueSchema = Type.Union([
  Type.Object(
    {
      after: Name,
      days: Days,
      months: Months,
      latest: Type.Optional(
        Type.Object({ after: Name, months: Type.Integer({ minimum: 1, maximum: 120 }) }, strict),
      ),
      roll: Roll,
    },
    strict,
  ),
  Type.Object({ before: Name, days: Days, months: Months, roll: Roll }, strict),
  Type.Object(
    {
      yearly: Type.Object({ month: Month, day: Day, forYearBefore: Type.Optional(Type.Boolean()) }, strict),
      roll: Roll,
    },
    strict,
  ),
  Type.Object(
    {
      afterEndOf: Type.Union([Type.Literal('month'), Type.Literal('quarter')]),
      days: Type.Integer({ minimum: 0, maximum: 400 }),
      roll: Roll,
    },
    strict,
  ),
  Type.Object(
    { age: Name, years: Type.Integer({ minimum: 1, maximum: 99 }), month: Month, day: Day, roll: Roll },
    strict,
  ),
  Type.Object(
    {
      every: Name,
      years: Type.Array(Type.Integer({ minimum: 1, maximum: 50 }), { minItems: 1, maxItems: 10 }),
      roll: Roll,
    },
    strict,
  ),
  /** No day that can be reckoned: why not. */
  Type.Object({ open: Open }, strict),
]);
export type DueText = Static<typeof DueSchema>;
