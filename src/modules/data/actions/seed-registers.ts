// The demonstration's registers: invented residents and companies, example addresses, from the canton's data, as rows like any other.
import { sql } from 'kysely';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { App } from '../../../kernel/app.ts';
import { readCantonFile } from '../../../kernel/canton.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { transact } from '../../../kernel/transaction.ts';
import { seedStreets } from './seed-streets.ts';

const Address = Type.Object({
  street: Type.String(),
  houseNumber: Type.String(),
  postalCode: Type.String(),
  town: Type.String(),
});
const Person = Type.Object({
  id: Type.String(),
  invented: Type.Literal(true),
  inRegister: Type.Optional(Type.Boolean()),
  firstName: Type.String(),
  lastName: Type.String(),
  birthDate: Type.String(),
  ahv: Type.String(),
  nationality: Type.String(),
  municipality: Type.String(),
  address: Address,
  email: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
});
const Organisation = Type.Object({
  id: Type.String(),
  invented: Type.Literal(true),
  uid: Type.String(),
  name: Type.String(),
  legalForm: Type.String(),
  address: Address,
});

/** Idempotent: rows that are there stay as they are, since people may have corrected them. @throws StartFault */
export async function seedRegisters(app: App): Promise<void> {
  const persons = await read(app, 'demo/persons.yaml', Person);
  await seedStreets(app);
  const organisations = await read(app, 'demo/organisations.yaml', Organisation);
  await transact(app, { kind: 'programme', task: 'seed' }, async (tx) => {
    const asOf = app.clock.today();
    for (const person of persons.filter((each) => each.inRegister !== false)) {
      await tx.db
        .insertInto('data.resident')
        .values({
          id: person.id,
          first_name: person.firstName,
          last_name: person.lastName,
          birth_date: person.birthDate,
          ahv: person.ahv,
          nationality: person.nationality,
          municipality: person.municipality,
          street: person.address.street,
          house_number: person.address.houseNumber,
          postal_code: person.address.postalCode,
          town: person.address.town,
          email: person.email ?? null,
          phone: person.phone ?? null,
          as_of: asOf,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    }
    for (const organisation of organisations) {
      await tx.db
        .insertInto('data.company')
        .values({
          id: organisation.id,
          uid: organisation.uid,
          name: organisation.name,
          street: organisation.address.street,
          house_number: organisation.address.houseNumber,
          postal_code: organisation.address.postalCode,
          town: organisation.address.town,
          legal_form: organisation.legalForm,
          seat: organisation.address.town,
          as_of: asOf,
        })
        // Entries from before legal form and seat were kept get them.
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({
            legal_form: sql`coalesce(company.legal_form, excluded.legal_form)`,
            seat: sql`coalesce(company.seat, excluded.seat)`,
          }),
        )
        .execute();
    }
  });
}

async function read<Schema extends ReturnType<typeof Type.Object>>(
  app: App,
  file: string,
  schema: Schema,
): Promise<Static<Schema>[]> {
  const rows = await readCantonFile(app.canton, file);
  const list = Type.Array(schema);
  if (!Value.Check(list, rows)) {
    const first = [...Value.Errors(list, rows)][0];
    throw new StartFault(
      `${file} has a fault: ${first ? `${first.instancePath} ${first.message}` : 'not a list'}`,
    );
  }
  return rows as Static<Schema>[];
}
