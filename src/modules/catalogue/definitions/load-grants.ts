// Reads who may read what in registers: registers/grants.yaml of the canton.
import { Type, type Static } from 'typebox';
import { perApp, type App } from '../../../kernel/app.ts';
import type { Canton } from '../../../kernel/canton.ts';
import { readCheckedFile } from '../../../kernel/canton-file.ts';

/** Tasks of the program that read registers by themselves, whatever the service. */
export const registerTasks = [
  ...(['identify-at-counter', 'sign-in-eid', 'own-export', 'public-entry', 'public-building'] as const),
  ...(['mandate', 'representation', 'correction', 'duties', 'participation'] as const),
] as const;
export type RegisterTask = (typeof registerTasks)[number];

const strict = { additionalProperties: false };
const Key = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const list = <Field extends string>(...fields: Field[]) =>
  Type.Array(Type.Enum(fields), { minItems: 1, uniqueItems: true });
const GrantSchema = Type.Object(
  {
    reader: Key,
    purpose: Key,
    legalBasis: Type.Union([
      Type.Literal('request'),
      Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true }),
    ]),
    residents: Type.Optional(
      list(
        ...(['firstName', 'lastName', 'birthDate', 'ahv', 'nationality'] as const),
        ...(['address', 'municipality', 'email', 'diedOn', 'representatives'] as const),
      ),
    ),
    vehicles: Type.Optional(list('plate', 'vehicleType', 'firstRegistration')),
    taxes: Type.Optional(list('taxYear', 'netIncome', 'netWealth', 'paid')),
    buildings: Type.Optional(
      list(
        ...(['egid', 'street', 'houseNumber', 'postalCode', 'town', 'municipality'] as const),
        ...(['constructionYear', 'dwellings', 'quarter'] as const),
      ),
    ),
    companies: Type.Optional(list('name', 'uid', 'address', 'legalForm', 'seat', 'representatives')),
  },
  strict,
);
const GrantsFile = Type.Object(
  { unverified: Type.Optional(Type.Boolean()), grants: Type.Array(GrantSchema) },
  strict,
);

export type Grant = Static<typeof GrantSchema>;

export const grantsState = perApp<readonly Grant[]>('The grants');

/** @param services ids of all there are */
export async function loadGrants(
  canton: Canton,
  services: ReadonlySet<string>,
): Promise<{ grants: Grant[]; faults: string[] }> {
  const { data, faults, faultAt } = await readCheckedFile(canton, 'registers/grants.yaml', GrantsFile);
  const all = [...faults];
  const seen = new Set<string>();
  const grants = data?.grants ?? [];
  grants.forEach(({ reader, legalBasis }, index) => {
    const complain = (message: string) => all.push(faultAt(['grants', index, 'reader'], message));
    // Of a service one on its laws, and one for what is read at the person's request.
    const isTask = registerTasks.some((task) => task === reader);
    const key = legalBasis === 'request' && !isTask ? `${reader} request` : reader;
    if (seen.has(key)) complain(`${reader} has a grant already.`);
    else if (!services.has(reader) && !isTask)
      complain(`There is no service ${reader}, and no task of the program is called so.`);
    seen.add(key);
  });
  return { grants, faults: all };
}

export const grantsOf = (app: App): readonly Grant[] => grantsState.of(app);

/** The grant of a task; undefined where the canton gives it none. */
export const grantOfTask = (app: App, task: RegisterTask): Grant | undefined =>
  grantsState.of(app).find(({ reader }) => reader === task);
