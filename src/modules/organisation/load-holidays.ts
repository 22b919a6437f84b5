// Reads `holidays.yaml`: fixed days, and days counted from Easter Sunday.
import { Type, type Static } from 'typebox';
import type { Canton } from '../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../kernel/canton-file.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const Fixed = Type.Object(
  {
    id: Id,
    month: Type.Integer({ minimum: 1, maximum: 12 }),
    day: Type.Integer({ minimum: 1, maximum: 31 }),
    name: LocalTextSchema,
  },
  { additionalProperties: false },
);
const Moving = Type.Object(
  { id: Id, easter: Type.Integer({ minimum: -100, maximum: 100 }), name: LocalTextSchema },
  { additionalProperties: false },
);
const HolidayRuleSchema = Type.Union([Fixed, Moving]);
export type HolidayRule = Static<typeof HolidayRuleSchema>;

const FileSchema = Type.Object(
  {
    // Time limits in working days skip exactly these days of the week (ISO 8601: 6 Saturday, 7 Sunday).
    weekend: Type.Array(Type.Integer({ minimum: 6, maximum: 7 }), { minItems: 2, maxItems: 2 }),
    holidays: Type.Array(HolidayRuleSchema),
  },
  { additionalProperties: false },
);

/** The rules with everything that is wrong with the file. */
export async function loadHolidays(canton: Canton): Promise<{ rules: HolidayRule[]; faults: string[] }> {
  const file = await readCheckedFile(canton, 'holidays.yaml', FileSchema);
  const faults = [...file.faults];
  file.data?.holidays.forEach((rule, index) => {
    if ('easter' in rule) return;
    // 2023 is no leap year: a holiday that exists in some years only is a mistake.
    const date = new Date(Date.UTC(2023, rule.month - 1, rule.day));
    if (date.getUTCMonth() !== rule.month - 1) {
      faults.push(
        file.faultAt(['holidays', index, 'day'], `The month ${rule.month} has no day ${rule.day}.`),
      );
    }
  });
  return { rules: file.data?.holidays ?? [], faults };
}
