// Fills the wallet of the demonstration: an E-ID for every invented person, issued once and again when its issuer changes.
import { exportJWK, generateKeyPair } from 'jose';
import type { App } from '../../../../kernel/app.ts';
import { dayInSwitzerland } from '../../../../kernel/clock.ts';
import { transact } from '../../../../kernel/transaction.ts';
import { eidOf } from '../../eid/connection.ts';
import { wantedCredentials, type WantedCredential } from './holders.ts';
import { issueCredential } from './issue-credential.ts';
import { worldOf } from './simulated-eid.ts';

const day = 24 * 3600 * 1000;

/** Idempotent: credentials that are good for another day stay. */
export async function seedWallet(app: App): Promise<void> {
  if (!worldOf(app)) return;
  const wanted = await wantedCredentials(app);
  const kept = await app.db
    .selectFrom('identity.demo_wallet_credential')
    .select(['id', 'status_index', 'expires_at'])
    .execute();
  // Persons may be added anywhere in the file: whoever has a place in the status list keeps it.
  let free = Math.max(-1, ...kept.map((each) => each.status_index)) + 1;
  const soon = new Date(app.clock.now().getTime() + day);
  for (const credential of wanted) {
    const found = kept.find(({ id }) => id === credential.id);
    if (found && (credential.state === 'expired' || found.expires_at > soon)) continue;
    await issueTo(app, credential, found?.status_index ?? free++);
  }
}

async function issueTo(app: App, { id, holder, state }: WantedCredential, index: number): Promise<void> {
  const world = worldOf(app);
  const type = eidOf(app)?.canton.types[0];
  if (!world || type === undefined) return;
  const now = app.clock.now().getTime();
  // A month ago: the demonstration's clock may be set back a little.
  const issuedAt = new Date(now - 30 * day);
  const expiresAt = new Date(state === 'expired' ? now - day : now + 5 * 365 * day);
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const credential = await issueCredential(world.bund, {
    type,
    holder,
    holderKey: await exportJWK(publicKey),
    statusIndex: index,
    issuedAt,
    expires: dayInSwitzerland(expiresAt),
    expiresAt,
  });
  const row = {
    person_id: holder.id,
    status_index: index,
    revoked: state === 'revoked',
    holder_key: JSON.stringify(await exportJWK(privateKey)),
    credential,
    expires_at: expiresAt,
  };
  await transact(app, { kind: 'programme', task: 'identity.seed' }, (tx) =>
    tx.db
      .insertInto('identity.demo_wallet_credential')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute(),
  );
}
