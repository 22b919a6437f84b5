// What the canton says about the E-ID: eid.yaml, read and checked when the program starts.
import { Type, type Static } from 'typebox';
import { assurances } from '../../../kernel/actor.ts';
import type { Canton } from '../../../kernel/canton.ts';
import { readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';

const file = 'eid.yaml';
const ClaimName = Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 });
const Level = Type.Enum([...assurances]);

const EidSchema = Type.Object(
  {
    /** `vct` of the credentials that count. */
    types: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, uniqueItems: true }),
    /** DIDs whose credentials count; the demonstration puts its own in their place. */
    issuers: Type.Array(Type.String({ pattern: '^did:webvh:[^\\s#?]+$', maxLength: 300 }), {
      uniqueItems: true,
    }),
    /** Hosts from which keys and status lists are fetched, and no others. */
    registries: Type.Array(Type.String({ pattern: '^[a-z0-9.-]+$', maxLength: 100 }), { minItems: 1 }),
    /** What each claim is called in the credential. */
    claims: Type.Object(
      {
        givenName: ClaimName,
        familyName: ClaimName,
        birthDate: ClaimName,
        expires: ClaimName,
        ahv: ClaimName,
      },
      { additionalProperties: false },
    ),
    /** How sure a sign-in is, by what was compared with the register. */
    assurance: Type.Object({ name: Level, session: Level, number: Level }, { additionalProperties: false }),
    /** Parts that nobody has verified yet. */
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
);

export type CantonEid = Static<typeof EidSchema>;
/** What we may ask for, by our own names. */
export type ClaimKey = keyof CantonEid['claims'];

/** @throws StartFault with every fault of the file */
export async function loadCantonEid(canton: Canton): Promise<CantonEid> {
  const { data, faults } = await readCheckedFile(canton, file, EidSchema);
  stopForFaults(`The file ${file}`, faults);
  if (!data) throw new Error(`${file} has no content`);
  return data;
}
