// Hands a request for the E-ID to the wallet that fetches it: once, with a nonce, a state and a key of its own.
import { exportJWK, generateKeyPair } from 'jose';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { ClaimKey } from '../eid/canton-eid.ts';
import { eidOf } from '../eid/connection.ts';
import { responseAddress, wayOf } from '../eid/request-address.ts';
import { requestObject } from '../eid/request-object.ts';
import { newSecret } from '../../../kernel/secret.ts';

/**
 * @returns the signed request object
 * @throws Fault EID_REQUEST_GONE for one that is unknown, over, or was fetched before
 */
export async function handOutEidRequest(app: App, id: string, token: string): Promise<string> {
  const eid = eidOf(app);
  const way = wayOf(app, id, token);
  if (!eid || !way) throw new Fault('EID_REQUEST_GONE');
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const kid = newSecret().slice(0, 16);
  const [nonce, state] = [newSecret(), newSecret()];
  const decryptionKey = JSON.stringify({ ...(await exportJWK(privateKey)), kid });
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .updateTable('identity.eid_request')
      .set({
        state: 'fetched',
        same_device: way === 'link',
        nonce,
        wallet_state: state,
        decryption_key: decryptionKey,
      })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('expires_at', '>', app.clock.now())
      .returning(['claims', 'service_id', 'expires_at'])
      .executeTakeFirst(),
  );
  if (!row) throw new Fault('EID_REQUEST_GONE');
  return requestObject(app, eid, {
    responseUri: responseAddress(app, id),
    nonce,
    state,
    encryptionKey: { ...(await exportJWK(publicKey)), kid, use: 'enc', alg: 'ECDH-ES' },
    claims: row.claims as ClaimKey[],
    serviceId: row.service_id ?? undefined,
    expiresAt: row.expires_at,
  });
}
