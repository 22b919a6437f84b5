// What lies in the simulated wallet: credentials of the invented persons, and requests that wait for a decision.
import type { JWK } from 'jose';
import type { App } from '../../../../kernel/app.ts';
import { isUuid } from '../../../../kernel/uuid.ts';
import { requestSeconds } from '../../eid/eid-rules.ts';
import { walletInstance, type HeldCredential } from './answer-request.ts';
import type { CheckedRequest } from './read-request.ts';

export interface StoredCredential extends HeldCredential {
  id: string;
  name: string;
  state: 'valid' | 'revoked' | 'expired';
  /** Everything that the credential says, disclosed or not. */
  claims: Record<string, unknown>;
}

const columns = ['id', 'credential', 'holder_key', 'revoked', 'expires_at'] as const;

interface Row {
  id: string;
  credential: string;
  holder_key: unknown;
  revoked: boolean;
  expires_at: Date;
}

/** In the order in which they were issued. */
export async function heldCredentials(app: App): Promise<StoredCredential[]> {
  const rows = await app.db
    .selectFrom('identity.demo_wallet_credential')
    .select(columns)
    .orderBy('status_index')
    .execute();
  return Promise.all(rows.map((row) => toCredential(app, row)));
}

export async function heldCredential(app: App, id: string): Promise<StoredCredential | undefined> {
  const row = await app.db
    .selectFrom('identity.demo_wallet_credential')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toCredential(app, row);
}

async function toCredential(app: App, row: Row): Promise<StoredCredential> {
  const claims = (await walletInstance().getClaims(row.credential)) as Record<string, unknown>;
  return {
    id: row.id,
    credential: row.credential,
    holderKey: row.holder_key as JWK,
    name: `${String(claims['given_name'])} ${String(claims['family_name'])}`,
    state: row.revoked ? 'revoked' : row.expires_at <= app.clock.now() ? 'expired' : 'valid',
    claims,
  };
}

/** @returns id under which the request waits */
export async function keepRequest(app: App, request: CheckedRequest): Promise<string> {
  const { id } = await app.db
    .insertInto('identity.demo_wallet_request')
    .values({
      request: JSON.stringify(request),
      expires_at: new Date(app.clock.now().getTime() + requestSeconds * 1000),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function keptRequest(app: App, id: string): Promise<CheckedRequest | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await app.db
    .selectFrom('identity.demo_wallet_request')
    .select('request')
    .where('id', '=', id)
    .where('expires_at', '>', app.clock.now())
    .executeTakeFirst();
  return row?.request as CheckedRequest | undefined;
}

/** Answered: nothing of it stays in the wallet. */
export async function forgetRequest(app: App, id: string): Promise<void> {
  await app.db.deleteFrom('identity.demo_wallet_request').where('id', '=', id).execute();
}
