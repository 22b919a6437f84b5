// The E-ID as this program knows it: who we are to wallets, whom we trust, where documents come from. Absent where there is none.
import type { CryptoKey } from 'jose';
import type { Assurance } from '../../../kernel/actor.ts';
import { perApp, type App } from '../../../kernel/app.ts';
import type { CantonEid } from './canton-eid.ts';
import type { DcqlQuery } from './query.ts';
import type { Purpose } from './purpose.ts';

export interface Eid {
  /** Our DID in the base registry. */
  did: string;
  /** `decentralized_identifier:did:webvh:…`, as requests and key bindings name us. */
  clientId: string;
  /** Absolute name of the signing key: `did:webvh:…#key`. */
  keyId: string;
  signingKey: CryptoKey;
  /** Where wallets are called: `swiyu-verify://`, or the demonstration's page. */
  walletAddress: string;
  canton: CantonEid;
  /**
   * Statements of the federal trust registry that go with a request: who we are, what we may ask, what for
   * (Swiss Profile Trust, Trust Protocol 2.0). Wallets check them; we only choose.
   */
  statements(purpose: Purpose, query: DcqlQuery): Promise<string[]>;
  /** Whether a statement lets us ask for the AHV number. */
  mayAskAhv(): boolean;
  /** Milliseconds until a registry counts as unreachable. */
  timeout: number;
  /** Turns an address of a registry into the one that is really called; only the demonstration has other ones. */
  locate(address: URL): string;
}

const connections = perApp<{ eid: Eid | undefined }>('The E-ID');

/** Called when the module starts. */
export function rememberEid(app: App, eid: Eid | undefined): void {
  connections.set(app, { eid });
}

export function eidOf(app: App): Eid | undefined {
  return connections.of(app).eid;
}

/** How sure a person who confirms a session by E-ID is; undefined where there is no E-ID. For the pages of other modules. */
export function eidStepUp(app: App): Assurance | undefined {
  return eidOf(app)?.canton.assurance.session;
}
