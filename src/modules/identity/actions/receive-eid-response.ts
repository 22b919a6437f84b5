// Receives the answer of a wallet: one for each request, encrypted for it, verified before anything of it is kept.
import type { JWK } from 'jose';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { ClaimKey } from '../eid/canton-eid.ts';
import { eidOf, type Eid } from '../eid/connection.ts';
import { openResponse } from '../eid/open-response.ts';
import { pageAddress } from '../eid/request-address.ts';
import { verifyPresentation, type EidClaims } from '../eid/verify-presentation.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';

/** What a wallet posts: an encrypted answer, or, unencrypted, that there will be none (OpenID4VP 1.0, sections 8.3 and 8.5). */
export type WalletAnswer = { response: string } | { error: string; state: string };

/**
 * @returns address to which the wallet sends the person back; only on the same device
 * @throws Fault EID_REQUEST_GONE, EID_RESPONSE_INVALID, and those of `verifyPresentation`
 */
export async function receiveEidResponse(
  app: App,
  id: string,
  answer: WalletAnswer,
): Promise<string | undefined> {
  const eid = eidOf(app);
  const open = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('identity.eid_request')
      .select(['wallet_state', 'decryption_key', 'nonce', 'claims'])
      .where('id', '=', id)
      .where('state', '=', 'fetched')
      .where('expires_at', '>', app.clock.now())
      .executeTakeFirst(),
  );
  if (!eid || !open?.wallet_state || !open.nonce) throw new Fault('EID_REQUEST_GONE');
  if ('error' in answer) {
    if (answer.state !== open.wallet_state) throw new Fault('EID_RESPONSE_INVALID');
    const { sameDevice } = await take(app, id);
    return end(app, id, sameDevice, { state: 'declined' });
  }
  // Whoever does not know the request's key can't use the request up either.
  const presentation = await openResponse(
    answer.response,
    open.decryption_key as unknown as JWK,
    open.wallet_state,
  ).catch((error: unknown) => {
    app.log.warn({ reason: String(error) }, 'the answer of a wallet could not be opened');
    throw new Fault('EID_RESPONSE_INVALID');
  });
  const { sameDevice } = await take(app, id);
  const claims = await verified(app, eid, id, presentation, open.claims as ClaimKey[], open.nonce);
  return end(app, id, sameDevice, { state: 'verified', verified: JSON.stringify(claims) });
}

/** From here on no second answer counts, whatever comes of this one; the key that opened it is gone. */
async function take(app: App, id: string): Promise<{ sameDevice: boolean }> {
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .updateTable('identity.eid_request')
      .set({ state: 'answered', decryption_key: null })
      .where('id', '=', id)
      .where('state', '=', 'fetched')
      .returning('same_device')
      .executeTakeFirst(),
  );
  if (!row) throw new Fault('EID_REQUEST_GONE');
  return { sameDevice: row.same_device === true };
}

async function verified(
  app: App,
  eid: Eid,
  id: string,
  presentation: string,
  asked: readonly ClaimKey[],
  nonce: string,
): Promise<EidClaims> {
  try {
    return await verifyPresentation(app, eid, presentation, asked, nonce);
  } catch (error) {
    // The page in the browser says why.
    const fault = error instanceof Fault ? error.code : 'EID_PRESENTATION_INVALID';
    await end(app, id, false, { state: 'failed', fault });
    throw error;
  }
}

async function end(
  app: App,
  id: string,
  sameDevice: boolean,
  how: { state: 'verified'; verified: string } | { state: 'declined' } | { state: 'failed'; fault: string },
): Promise<string | undefined> {
  const code = newSecret();
  await impersonal(app, 'recognise-caller', (db) =>
    db
      .updateTable('identity.eid_request')
      .set({ ...how, ...(sameDevice ? { response_code_hash: hashOf(code) } : {}) })
      .where('id', '=', id)
      .where('state', '=', 'answered')
      .execute(),
  );
  return sameDevice ? `${app.config.baseUrl}${pageAddress(id)}?response_code=${code}` : undefined;
}
