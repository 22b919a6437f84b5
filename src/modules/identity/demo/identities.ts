// The invented identities of the demonstration: data of the canton, read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { roles } from '../../../kernel/actor.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import { LocalTextSchema, readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';
import { unitOf } from '../../organisation/index.ts';
import type { ClaimedAccount } from '../claims.ts';

const file = 'demo/identities.yaml';
const Key = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });

const IdentitySchema = Type.Object(
  {
    id: Key,
    /** Nobody real may stand here. */
    invented: Type.Literal(true),
    kind: Type.Union([Type.Literal('person'), Type.Literal('staff')]),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    /** @example.org takes no mail (RFC 2606). */
    email: Type.String({ pattern: '^[a-z.-]+@example\\.org$', maxLength: 100 }),
    unit: Type.Optional(Key),
    roles: Type.Array(Type.Enum([...roles]), { minItems: 1, uniqueItems: true }),
    /** Key in demo/persons.yaml. */
    registerId: Type.Optional(Key),
    /** Key in demo/organisations.yaml. */
    organisationId: Type.Optional(Key),
    assurance: Type.Union([Type.Literal('low'), Type.Literal('substantial'), Type.Literal('high')]),
    /** One sentence: what one can try as this person. */
    description: LocalTextSchema,
  },
  { additionalProperties: false },
);

export type DemoIdentity = Static<typeof IdentitySchema>;

const known = perApp<DemoIdentity[]>('The demonstration identities');

/** Reads the file; in production there is nobody. @throws StartFault with every fault of the file */
export async function loadIdentities(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return known.set(app, []);
  const {
    data = [],
    faults,
    faultAt,
  } = await readCheckedFile(app.canton, file, Type.Array(IdentitySchema, { minItems: 1 }));
  const all = [...faults];
  const seen = new Set<string>();
  data.forEach((identity, index) => {
    const complain = (field: string, message: string) => all.push(faultAt([index, field], message));
    if (seen.has(identity.id)) complain('id', `The identity ${identity.id} is there twice.`);
    seen.add(identity.id);
    if (identity.kind === 'staff') {
      if (identity.unit === undefined)
        all.push(faultAt([index], `${identity.id} is staff and needs a unit.`));
      if (identity.roles.includes('resident'))
        complain('roles', `${identity.id} is staff; resident is no role of staff.`);
      if (identity.registerId !== undefined)
        complain('registerId', `${identity.id} is staff and has no register entry.`);
    } else {
      if (identity.unit !== undefined)
        complain('unit', `${identity.id} is a person; only staff have a unit.`);
      if (identity.roles.some((role) => role !== 'resident'))
        complain('roles', `${identity.id} is a person; its only role is resident.`);
    }
    if (identity.unit !== undefined && !unitOf(app, identity.unit))
      complain('unit', `There is no unit ${identity.unit}.`);
  });
  stopForFaults(`The file ${file}`, all);
  known.set(app, data);
}

/** In the order of the file; none in production. */
export function demoIdentities(app: App): readonly DemoIdentity[] {
  return known.of(app);
}

export function demoIdentity(app: App, id: string): DemoIdentity | undefined {
  return known.of(app).find((identity) => identity.id === id);
}

/** The identity as its identity provider describes it. */
export function asClaimed(identity: DemoIdentity): ClaimedAccount {
  return {
    subject: identity.id,
    kind: identity.kind,
    name: identity.name,
    email: identity.email,
    registerId: identity.registerId,
    organisationId: identity.organisationId,
    unit: identity.unit,
    roles: identity.roles,
    language: undefined,
    assurance: identity.assurance,
  };
}

/** How pages group them. */
export function groupOf(identity: DemoIdentity): 'residents' | 'companies' | 'cases' | 'tasks' {
  if (identity.roles.some((role) => ['counter', 'clerk', 'head'].includes(role))) return 'cases';
  if (identity.kind === 'staff') return 'tasks';
  return identity.organisationId === undefined ? 'residents' : 'companies';
}
