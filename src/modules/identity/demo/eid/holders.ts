// Whom the simulated confederation has given an E-ID: the invented persons, two of them also one that no longer counts.
import { Type, type Static } from 'typebox';
import type { App } from '../../../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../../../kernel/canton-file.ts';

const file = 'demo/persons.yaml';
/** What the E-ID takes from the file; the registers read the rest. */
const HolderSchema = Type.Object({
  id: Type.String(),
  invented: Type.Literal(true),
  firstName: Type.String(),
  lastName: Type.String(),
  birthDate: Type.String(),
  ahv: Type.String(),
  nationality: Type.String(),
});

export type Holder = Static<typeof HolderSchema>;
export type CredentialState = 'valid' | 'revoked' | 'expired';

export interface WantedCredential {
  /** `anna`, `anna-revoked` */
  id: string;
  holder: Holder;
  state: CredentialState;
}

/** In the order of the file. @throws StartFault when it is broken */
export async function wantedCredentials(app: App): Promise<WantedCredential[]> {
  const { data: holders = [], faults } = await readCheckedFile(app.canton, file, Type.Array(HolderSchema));
  stopForFaults(`The file ${file}`, faults);
  return holders.flatMap((holder, index) => [
    { id: holder.id, holder, state: 'valid' as const },
    // Of the first person there are old ones, too, so that the refusals can be seen.
    ...(index === 0
      ? (['revoked', 'expired'] as const).map((state) => ({ id: `${holder.id}-${state}`, holder, state }))
      : []),
  ]);
}
