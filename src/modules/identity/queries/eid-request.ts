// A request for the E-ID as the page in the person's browser sees it.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { ClaimKey } from '../eid/canton-eid.ts';
import { hashOf, isSecret } from '../../../kernel/secret.ts';

export interface EidRequest {
  id: string;
  state: 'waiting' | 'fetched' | 'answered' | 'verified' | 'declined' | 'failed' | 'done' | 'expired';
  serviceId: string | undefined;
  returnTo: string;
  claims: ClaimKey[];
  sameDevice: boolean;
  /** Error code, where it failed. */
  fault: string | undefined;
  expiresAt: Date;
}

/** Undefined for one that another browser began, or that is long over. */
export async function eidRequest(
  app: App,
  id: string,
  browser: string | undefined,
): Promise<EidRequest | undefined> {
  if (!isSecret(browser)) return undefined;
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('identity.eid_request')
      .select(['id', 'state', 'service_id', 'return_to', 'claims', 'same_device', 'fault', 'expires_at'])
      .where('id', '=', id)
      .where('browser_hash', '=', hashOf(browser))
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  const open = ['waiting', 'fetched', 'answered', 'verified'].includes(row.state);
  return {
    id: row.id,
    state: open && row.expires_at <= app.clock.now() ? 'expired' : (row.state as EidRequest['state']),
    serviceId: row.service_id ?? undefined,
    returnTo: row.return_to,
    claims: row.claims as ClaimKey[],
    sameDevice: row.same_device === true,
    fault: row.fault ?? undefined,
    expiresAt: row.expires_at,
  };
}
