// Credentials of a test's making: of another issuer, another type, another end, bound to whichever key.
import type { JWK } from 'jose';
import type { App } from '../../../kernel/app.ts';
import { issueCredential } from '../demo/eid/issue-credential.ts';
import { worldOf } from '../demo/eid/simulated-eid.ts';
import type { Simulated, SimulatedWorld } from '../demo/eid/simulated-world.ts';
import type { StoredCredential } from '../demo/wallet/wallet-store.ts';

/** The simulated confederation of a program in demonstration. */
export function simulatedWorldOf(app: App): SimulatedWorld {
  const found = worldOf(app);
  if (!found) throw new Error('No simulated confederation');
  return found;
}

export interface Forgery {
  issuer: Simulated;
  type?: string;
  expires?: string;
  statusIndex?: number;
  /** Private key of the telephone; by default the one of the credential that it takes the place of. */
  holderKey?: JWK;
}

/** In the place of Anna's own credential. */
export async function forgeCredential(anna: StoredCredential, forgery: Forgery): Promise<StoredCredential> {
  const holderKey = forgery.holderKey ?? anna.holderKey;
  const { d: _private, ...publicKey } = holderKey;
  const credential = await issueCredential(forgery.issuer, {
    type: forgery.type ?? 'urn:ch.admin.fedpol.eid',
    holder: {
      firstName: 'Anna',
      lastName: 'Beispiel',
      birthDate: '1989-04-12',
      ahv: '756.9999.0010.14',
      nationality: 'ch',
    },
    holderKey: publicKey,
    statusIndex: forgery.statusIndex ?? 0,
    issuedAt: new Date(Date.now() - 60_000),
    expires: forgery.expires ?? '2040-01-01',
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  return { ...anna, credential, holderKey };
}
