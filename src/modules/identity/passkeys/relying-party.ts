// Who we are to a passkey: the name of this site, to which its keys are bound (WebAuthn Level 3, section 5.1.2).
import { isIP } from 'node:net';
import type { App } from '../../../kernel/app.ts';

export interface RelyingParty {
  /** Domain of BASE_URL. */
  id: string;
  origin: string;
  name: string;
}

/** Undefined under an address of numbers: browsers bind passkeys to names only. */
export function relyingParty(app: App): RelyingParty | undefined {
  const { hostname, origin } = new URL(app.config.baseUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  return { id: hostname, origin, name: app.canton.name.de };
}
