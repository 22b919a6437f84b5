// What the register of buildings answers: by number or by address, only the fields of a grant. A building is nobody's data, so no disclosure is kept.
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Why, no, type Answer, type Asked } from './answer-parts.ts';
import { createBuildings } from './buildings.ts';
import type { CantonData } from './canton-data.ts';

const Text = Type.String({ minLength: 1, maxLength: 200 });
const strict = { additionalProperties: false };
const Find = Type.Object(
  {
    ...Why,
    by: Type.Union([
      Type.Object({ egid: Text }, strict),
      Type.Object({ street: Text, houseNumber: Text, postalCode: Text }, strict),
    ]),
  },
  strict,
);

/** @param today day as of which all of it stands, `YYYY-MM-DD` */
export function createBuildingAnswers(
  { registers, grants, places, quarters }: CantonData,
  today: string,
): (asked: Asked) => Answer {
  const find = createBuildings(places, quarters);
  return ({ path, body }) => {
    if (path !== '/v1/find' || !Value.Check(Find, body))
      return no(400, 'POST /v1/find with reader, purpose, legalBasis, fields and by: an EGID or an address');
    const granted = grants.some(
      ({ reader, purpose, buildings = [] }) =>
        reader === body.reader &&
        purpose === body.purpose &&
        body.fields.every((field) => buildings.includes(field)),
    );
    if (!granted) return no(403, 'No grant for this reader, purpose and fields');
    const building = find(body.by);
    if (!building) return { status: 200, body: { items: [] }, keepHours: registers.buildings.keepHours };
    const values = Object.fromEntries(
      Object.entries(building).filter(([name]) => body.fields.includes(name)),
    );
    return {
      status: 200,
      body: { items: [{ subject: building.egid, asOf: today, values }] },
      keepHours: registers.buildings.keepHours,
    };
  };
}
