// Reads what the canton has set out to do, row by row, with the measures that say something about it: mission.yaml.
import { Type, type Static } from 'typebox';
import { perApp } from '../../../kernel/app.ts';
import { LocalTextSchema, readCheckedFile } from '../../../kernel/canton-file.ts';
import type { Canton } from '../../../kernel/canton.ts';

const ThemeSchema = Type.Object(
  { id: Type.String({ pattern: '^[a-z]+$' }), name: LocalTextSchema },
  { additionalProperties: false },
);
const RowSchema = Type.Object(
  {
    /** Never changes: others name it. */
    id: Type.String({ pattern: '^[A-Z]\\d{1,2}$' }),
    theme: Type.String(),
    measures: Type.Array(Type.String(), { maxItems: 6 }),
    /** What the canton says it wants. */
    says: LocalTextSchema,
    /** What the platform does for it. */
    does: LocalTextSchema,
  },
  { additionalProperties: false },
);
const FileSchema = Type.Object(
  { themes: Type.Array(ThemeSchema, { minItems: 1 }), rows: Type.Array(RowSchema, { minItems: 1 }) },
  { additionalProperties: false },
);

export type Mission = Static<typeof FileSchema>;
export type MissionRow = Static<typeof RowSchema>;

export const missionOf = perApp<Mission>('The mission');

/** @param isMeasure whether the canton as a whole can be asked for it */
export async function loadMission(
  canton: Canton,
  isMeasure: (id: string) => boolean,
): Promise<{ mission: Mission; faults: string[] }> {
  const { data, faults, faultAt } = await readCheckedFile(canton, 'mission.yaml', FileSchema);
  if (!data) return { mission: { themes: [], rows: [] }, faults };
  const themes = new Set(data.themes.map(({ id }) => id));
  const seen = new Set<string>();
  const found = data.rows.flatMap((row, at) => {
    const twice = seen.has(row.id);
    seen.add(row.id);
    return [
      ...(twice ? [faultAt(['rows', at, 'id'], `The row ${row.id} stands here twice.`)] : []),
      ...(themes.has(row.theme) ? [] : [faultAt(['rows', at, 'theme'], `There is no theme ${row.theme}.`)]),
      ...row.measures.flatMap((measure, index) =>
        isMeasure(measure)
          ? []
          : [faultAt(['rows', at, 'measures', index], `There is no measure ${measure} of the canton.`)],
      ),
    ];
  });
  return { mission: data, faults: [...faults, ...found] };
}
