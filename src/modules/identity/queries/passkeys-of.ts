// The passkeys of a member of staff.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

export interface Passkey {
  id: string;
  /** Base64url, as browsers name it. */
  credentialId: string;
  name: string;
  createdAt: Date;
  usedAt: Date | null;
  transports: string[];
}

/** Oldest first. */
export async function passkeysOf(app: App, accountId: string): Promise<Passkey[]> {
  return ownData(app, { id: accountId }, (db) =>
    db
      .selectFrom('identity.passkey')
      .select([
        'id',
        'credential_id as credentialId',
        'name',
        'created_at as createdAt',
        'used_at as usedAt',
        'transports',
      ])
      .where('account_id', '=', accountId)
      .orderBy('created_at')
      .execute(),
  );
}
