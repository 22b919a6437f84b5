// Completes a sign-in with its second factor: the browser signs our challenge with a passkey of that account.
import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { keepChallenge, takeChallenge } from '../passkeys/challenge.ts';
import type { RelyingParty } from '../passkeys/relying-party.ts';
import type { HalfSession } from '../queries/half-session.ts';
import { passkeysOf } from '../queries/passkeys-of.ts';

/** What the browser is asked; each call takes the place of the one before. */
export async function passkeyRequest(
  app: App,
  party: RelyingParty,
  { id, accountId }: HalfSession,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = await passkeysOf(app, accountId);
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    allowCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: transports as AuthenticatorTransport[],
    })),
  });
  await keepChallenge(app, id, options.challenge);
  return options;
}

/** @throws Fault PASSKEY_REFUSED: another's, a copy (its counter went back), not for this challenge */
export async function showPasskey(
  app: App,
  party: RelyingParty,
  session: HalfSession,
  response: AuthenticationResponseJSON,
): Promise<void> {
  const challenge = await takeChallenge(app, session.id);
  const passkey = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('identity.passkey')
      .select(['id', 'credential_id', 'public_key', 'sign_count'])
      .where('credential_id', '=', response.id)
      .where('account_id', '=', session.accountId)
      .executeTakeFirst(),
  );
  if (!passkey) throw new Fault('PASSKEY_REFUSED');
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: Number(passkey.sign_count),
    },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) throw new Fault('PASSKEY_REFUSED');
  await impersonal(app, 'recognise-caller', (connection) =>
    connection.transaction().execute(async (db) => {
      await db
        .updateTable('identity.passkey')
        .set({ sign_count: authenticationInfo.newCounter, used_at: app.clock.now() })
        .where('id', '=', passkey.id)
        .execute();
      await db
        .updateTable('identity.session')
        .set({ second_factor: 'shown' })
        .where('id', '=', session.id)
        .where('second_factor', '=', 'wanted')
        .execute();
    }),
  );
}
