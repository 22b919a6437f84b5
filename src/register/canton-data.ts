// What the simulated registers begin with, from the canton's folder: its invented persons and companies, streets, and who may read what.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { load } from 'js-yaml';

const Address = Type.Object({
  street: Type.String(),
  houseNumber: Type.String(),
  postalCode: Type.String(),
  town: Type.String(),
});
const Representatives = Type.Array(
  Type.Object({
    person: Type.String(),
    kind: Type.Enum(['parent', 'guardian']),
    areas: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    until: Type.Optional(Type.String()),
  }),
);
const Signatories = Type.Array(
  Type.Object({ person: Type.String(), signing: Type.Enum(['single', 'joint']) }),
);
const Persons = Type.Array(
  Type.Object({
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
    vehicle: Type.Optional(
      Type.Object({ plate: Type.String(), vehicleType: Type.String(), firstRegistration: Type.String() }),
    ),
    tax: Type.Optional(
      Type.Object({
        taxYear: Type.String(),
        netIncome: Type.Number(),
        netWealth: Type.Number(),
        paid: Type.Boolean(),
      }),
    ),
    email: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    representatives: Type.Optional(Representatives),
  }),
);
const Organisations = Type.Array(
  Type.Object({
    id: Type.String(),
    invented: Type.Literal(true),
    uid: Type.String(),
    name: Type.String(),
    legalForm: Type.String(),
    address: Address,
    representatives: Signatories,
  }),
);
const Streets = Type.Object({
  streets: Type.Array(Type.Object({ name: Type.String(), postalCode: Type.String() })),
});
const Municipalities = Type.Object({
  municipalities: Type.Array(Type.Object({ name: Type.String(), postalCodes: Type.Array(Type.String()) })),
});
const Quarters = Type.Object({
  quarters: Type.Array(Type.Object({ name: Type.String(), postalCodes: Type.Array(Type.String()) })),
});
const Fields = Type.Array(Type.String());
const Registers = Type.Object({
  client: Type.String(),
  residents: Type.Object({ service: Type.String(), keepHours: Type.Number() }),
  companies: Type.Object({ service: Type.String(), keepHours: Type.Number() }),
  vehicles: Type.Object({ service: Type.String(), keepHours: Type.Number() }),
  taxes: Type.Object({ service: Type.String(), keepHours: Type.Number() }),
  buildings: Type.Object({ service: Type.String(), keepHours: Type.Number() }),
});
/** Registers of persons and companies; the one of buildings answers by itself. */
export const registerIds = ['residents', 'companies', 'vehicles', 'taxes'] as const;
export type RegisterId = (typeof registerIds)[number];
const Grants = Type.Object({
  grants: Type.Array(
    Type.Object({
      reader: Type.String(),
      purpose: Type.String(),
      legalBasis: Type.Union([Type.Literal('request'), Type.Array(Type.String())]),
      residents: Type.Optional(Fields),
      companies: Type.Optional(Fields),
      vehicles: Type.Optional(Fields),
      taxes: Type.Optional(Fields),
      buildings: Type.Optional(Fields),
    }),
  ),
});

export type Person = Static<typeof Persons>[number];
export type Organisation = Static<typeof Organisations>[number];
/** Who acts by law for somebody: keys in the residents' register; `areas` and `until` of a guardian. */
export type Representative = Static<typeof Representatives>[number];
/** Who signs for a company, alone or with a second one. */
export type Signatory = Static<typeof Signatories>[number];
export type Grant = Static<typeof Grants>['grants'][number];

export interface CantonData {
  persons: Person[];
  organisations: Organisation[];
  places: { street: string; postalCode: string; town: string }[];
  /** Among which the invented buildings of a postal code are spread. */
  quarters: Static<typeof Quarters>['quarters'];
  registers: Static<typeof Registers>;
  grants: Grant[];
}

/** @throws Error that names the file */
export async function readCantonData(folder: string): Promise<CantonData> {
  const read = async <Schema extends TSchema>(name: string, schema: Schema): Promise<Static<Schema>> => {
    const data: unknown = load(await readFile(join(folder, name), 'utf8'));
    if (Value.Check(schema, data)) return data;
    const [first] = Value.Errors(schema, data);
    throw new Error(`${name} has a fault: ${first?.instancePath ?? ''} ${first?.message ?? ''}`);
  };
  const [persons, organisations, { streets }, { municipalities }, { quarters }, registers, { grants }] =
    await Promise.all([
      read('demo/persons.yaml', Persons),
      read('demo/organisations.yaml', Organisations),
      read('registers/streets.yaml', Streets),
      read('canton.yaml', Municipalities),
      read('registers/quarters.yaml', Quarters),
      read('registers/registers.yaml', Registers),
      read('registers/grants.yaml', Grants),
    ]);
  const places = streets.flatMap(({ name, postalCode }) => {
    const town = municipalities.find(({ postalCodes }) => postalCodes.includes(postalCode))?.name;
    return town === undefined ? [] : [{ street: name, postalCode, town }];
  });
  return { persons, organisations, places, quarters, registers, grants };
}
