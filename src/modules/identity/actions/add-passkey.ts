// Adds a passkey. From the first one on, every session of the account must have shown one; older sessions elsewhere end.
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { App } from '../../../kernel/app.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { keepChallenge, takeChallenge } from '../passkeys/challenge.ts';
import type { RelyingParty } from '../passkeys/relying-party.ts';
import { passkeysOf } from '../queries/passkeys-of.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'identity.add-passkey' };

/** More than anybody has devices. */
const most = 20;
const longestName = 60;

export interface PasskeyOwner {
  accountId: string;
  sessionId: string;
  name: string;
}

/** What the browser is asked; each call takes the place of the one before. */
export async function passkeyCreation(
  app: App,
  party: RelyingParty,
  { accountId, sessionId, name }: PasskeyOwner,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await passkeysOf(app, accountId);
  const options = await generateRegistrationOptions({
    rpID: party.id,
    rpName: party.name,
    userID: new TextEncoder().encode(accountId),
    userName: name,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
  });
  await keepChallenge(app, sessionId, options.challenge);
  return options;
}

/** @throws Fault PASSKEY_REFUSED */
export async function addPasskey(
  app: App,
  party: RelyingParty,
  { accountId, sessionId }: PasskeyOwner,
  given: { response: RegistrationResponseJSON; name: string },
): Promise<void> {
  const challenge = await takeChallenge(app, sessionId);
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: given.response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const, registrationInfo: undefined }));
  if (!verified || !registrationInfo) throw new Fault('PASSKEY_REFUSED');
  const { credential } = registrationInfo;
  const now = app.clock.now();
  await transact(app, programme, async (tx) => {
    tx.impersonal('recognise-caller');
    const { db } = tx;
    // One after the other for each account, so that two tabs don't both add the last one allowed.
    await db.selectFrom('identity.account').select('id').where('id', '=', accountId).forUpdate().execute();
    const known = await db
      .selectFrom('identity.passkey')
      .select('id')
      .where('account_id', '=', accountId)
      .execute();
    const session = await db
      .selectFrom('identity.session')
      .select('second_factor')
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    // Whoever has not shown a second factor adds the first one only, also where two come at the same time.
    const mayAdd = session && (session.second_factor !== 'wanted' || known.length === 0);
    if (!mayAdd || known.length >= most) throw new Fault('PASSKEY_REFUSED');
    const added = await db
      .insertInto('identity.passkey')
      .values({
        credential_id: credential.id,
        account_id: accountId,
        name:
          given.name
            .replace(/\p{Cc}/gu, ' ')
            .trim()
            .slice(0, longestName) || 'Passkey',
        public_key: Buffer.from(credential.publicKey),
        sign_count: credential.counter,
        transports: credential.transports ?? [],
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (Number(added.numInsertedOrUpdatedRows ?? 0n) === 0) throw new Fault('PASSKEY_REFUSED');
    await db
      .updateTable('identity.session')
      .set({ second_factor: 'shown' })
      .where('id', '=', sessionId)
      .execute();
    await db
      .updateTable('identity.session')
      .set({ ended_at: now })
      .where('account_id', '=', accountId)
      .where('second_factor', '!=', 'shown')
      .where('ended_at', 'is', null)
      .execute();
    await tx.emit({ type: 'passkey.added', subject: accountId, data: { first: known.length === 0 } });
  });
}
