// Fills the register of addresses from the canton's `registers/streets.yaml`: an example, not the official one.
import { sql } from 'kysely';
import { Type } from 'typebox';
import { fold } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';
import { transact } from '../../../kernel/transaction.ts';
import { placesOf } from '../queries/places.ts';

const Range = Type.String({ pattern: '^\\d{1,4}-\\d{1,4}$' });
const File = Type.Object(
  {
    unverified: Type.Optional(Type.Boolean()),
    inventedNumbers: Range,
    streets: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 2, maxLength: 100 }),
          postalCode: Type.String({ pattern: '^\\d{4}$' }),
          numbers: Range,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/** Idempotent; the file is what counts, so a street that has left it goes. @throws StartFault with all faults of the file */
export async function seedStreets(app: App): Promise<void> {
  const { data, faults, faultAt } = await readCheckedFile(app.canton, 'registers/streets.yaml', File);
  const seen = new Set<string>();
  const rows = (data?.streets ?? []).map(({ name, postalCode, numbers }, index) => {
    const [place] = placesOf(app, postalCode);
    const key = `${name}, ${postalCode}`;
    if (place === undefined) faults.push(faultAt(['streets', index], `No municipality has ${postalCode}.`));
    if (seen.has(key)) faults.push(faultAt(['streets', index], `${key} is there already.`));
    seen.add(key);
    return {
      name,
      postal_code: postalCode,
      town: place ?? '',
      plain_name: fold(name, 'de'),
      numbers: `{[${[numbers, data?.inventedNumbers ?? ''].map((range) => range.replace('-', ',')).join('],[')}]}`,
      as_of: app.clock.today(),
    };
  });
  stopForFaults('The register of addresses', faults);
  await transact(app, { kind: 'programme', task: 'seed' }, async ({ db }) => {
    await db
      .deleteFrom('data.street')
      .where(sql<string>`name || ', ' || postal_code`, '<>', sql<string>`all(${[...seen]})`)
      .execute();
    await db
      .insertInto('data.street')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['name', 'postal_code']).doUpdateSet({
          town: sql`excluded.town`,
          plain_name: sql`excluded.plain_name`,
          numbers: sql`excluded.numbers`,
        }),
      )
      .execute();
  });
}
