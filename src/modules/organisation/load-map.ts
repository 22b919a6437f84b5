// Reads `map.yaml`: the canton's outline and rivers, roughly drawn, for the check of places and for maps.
import { Type } from 'typebox';
import type { CantonArea, Ring } from '../../engine/index.ts';
import type { Canton } from '../../kernel/canton.ts';
import { LocalTextSchema, readCheckedFile } from '../../kernel/canton-file.ts';

/** Longitude and latitude, as in GeoJSON. */
const Corner = Type.Tuple([
  Type.Number({ minimum: 5.9, maximum: 10.6 }),
  Type.Number({ minimum: 45.7, maximum: 47.9 }),
]);
const FileSchema = Type.Object(
  {
    outline: Type.Array(Corner, { minItems: 3, maxItems: 200 }),
    rivers: Type.Array(
      Type.Object(
        { name: LocalTextSchema, line: Type.Array(Corner, { minItems: 2, maxItems: 100 }) },
        { additionalProperties: false },
      ),
    ),
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const ring = (corners: readonly [number, number][]): Ring => corners.map(([lon, lat]) => ({ lon, lat }));

/** The area with everything that is wrong with the file. */
export async function loadMap(canton: Canton): Promise<{ area: CantonArea; faults: string[] }> {
  const { data, faults } = await readCheckedFile(canton, 'map.yaml', FileSchema);
  return {
    area: { outline: ring(data?.outline ?? []), rivers: (data?.rivers ?? []).map(({ line }) => ring(line)) },
    faults,
  };
}
