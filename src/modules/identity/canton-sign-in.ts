// What the canton says about its identity providers: sign-in.yaml, read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { assurances, roles, type Assurance } from '../../kernel/actor.ts';
import { perApp, type App } from '../../kernel/app.ts';
import type { Canton } from '../../kernel/canton.ts';
import { readCheckedFile, stopForFaults } from '../../kernel/canton-file.ts';

const file = 'sign-in.yaml';
const strict = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 200 });
/** The name of a claim, or the way to it through objects. */
const Claim = Type.Union([Name, Type.Array(Name, { minItems: 1, maxItems: 5 })]);
const Values = Type.Array(Name, { minItems: 1, uniqueItems: true });

/** By our names; one that is absent has the name of OpenID Connect (Core 1.0, section 5.1), or ours. */
const Claims = Type.Partial(
  Type.Object({
    name: Claim,
    givenName: Claim,
    familyName: Claim,
    email: Claim,
    language: Claim,
    assurance: Claim,
    unit: Claim,
    roles: Claim,
    registerId: Claim,
    organisationId: Claim,
  }),
  strict,
);

const ProviderSchema = Type.Object(
  {
    /** Scopes that ask for the claims; `openid` is one of them. */
    scope: Type.String({ pattern: '^openid( [!-~]+)*$', maxLength: 500 }),
    claims: Type.Optional(Claims),
    /** Values of `acr` by level of eIDAS. */
    assurance: Type.Object(
      { low: Values, substantial: Values, high: Values, otherwise: Type.Enum([...assurances]) },
      strict,
    ),
    /** `claim`: an address counts where `email_verified` says so. `always`: also where the provider doesn't say. */
    emailVerified: Type.Optional(Type.Enum(['claim', 'always'])),
    /** Our role, and what it is called there. */
    roles: Type.Optional(Type.Record(Type.String({ pattern: `^(${roles.join('|')})$` }), Values, strict)),
    /** Our unit, and what it is called there. */
    units: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), Values, strict)),
    /** Passkeys of staff: for those who want one, or for all. */
    secondFactor: Type.Optional(Type.Enum(['offered', 'required'])),
  },
  strict,
);
const Level = Type.Enum([...assurances]);
/** What is no service and yet wants to know surely who it is. */
const LevelsSchema = Type.Object(
  { registerEntry: Level, correction: Level, ownCopy: Level, liftBlock: Level, giveMandate: Level },
  strict,
);
const SignInSchema = Type.Object(
  { levels: LevelsSchema, public: ProviderSchema, staff: ProviderSchema },
  strict,
);

/** Whom a provider signs in: everybody, or staff where they have one of their own. */
export type ProviderKey = 'public' | 'staff';
export type LevelledTask = keyof Static<typeof LevelsSchema>;
export type ClaimMapping = Static<typeof ProviderSchema>;
export type ClaimKey = keyof Static<typeof Claims>;

const mappings = perApp<Static<typeof SignInSchema>>('sign-in.yaml');

/** @throws StartFault with every fault of the file */
export async function loadSignIn(app: App): Promise<void> {
  mappings.set(app, await readSignIn(app.canton));
}

export async function readSignIn(canton: Canton): Promise<Static<typeof SignInSchema>> {
  const { data, faults } = await readCheckedFile(canton, file, SignInSchema);
  stopForFaults(`The file ${file}`, faults);
  if (!data) throw new Error(`${file} has no content`);
  return data;
}

export function mappingOf(app: App, provider: ProviderKey): ClaimMapping {
  return mappings.of(app)[provider];
}

/** The level of eIDAS that people need for it. */
export function levelFor(app: App, task: LevelledTask): Assurance {
  return mappings.of(app).levels[task];
}

/** Whether staff must have a second factor. */
export function secondFactorRequired(app: App): boolean {
  return mappings.of(app).staff.secondFactor === 'required';
}
