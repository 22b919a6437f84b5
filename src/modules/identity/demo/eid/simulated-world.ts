// The confederation of the demonstration: an issuer, a trust registry and the canton, each with DID and key, made at the first start.
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  createDID,
  multibaseEncode,
  MultibaseEncoding,
  prepareDataForSigning,
  type DIDLog,
  type Signer,
} from 'didwebvh-ts';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { App } from '../../../../kernel/app.ts';
import { sharedSecret } from '../../../../kernel/shared-secret.ts';
import { logVerifier } from '../../eid/did.ts';

/** Host of the simulated base registry; a name that exists nowhere (RFC 2606), served below `/demo/eid`. */
export const simulatedHost = 'eid.example';
/** Issuer of the E-ID, the canton as verifier, and the registry that says who is who. */
export const simulatedActors = ['bund', 'kanton', 'vertrauen'] as const;
export type SimulatedActor = (typeof simulatedActors)[number];

export interface Simulated {
  did: string;
  keyId: string;
  /** Private, ES256. */
  key: JWK;
  log: DIDLog;
}

export type SimulatedWorld = Record<SimulatedActor, Simulated>;

/** The same for all processes, and after every start: credentials in the wallet stay valid. */
export async function simulatedWorld(app: App): Promise<SimulatedWorld> {
  const stored = await sharedSecret(app.db, 'identity.demo-eid', async () => {
    const actors = await Promise.all(simulatedActors.map(async (actor) => [actor, await makeActor(actor)]));
    return JSON.stringify(Object.fromEntries(actors));
  });
  return JSON.parse(stored) as SimulatedWorld;
}

/** Makes a DID with its key, and the first entry of its log. */
export async function makeActor(actor: SimulatedActor): Promise<Simulated> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const name = 'assert-key-01';
  const { signer, updateKey } = logSigner();
  const { did, log } = await createDID({
    domain: simulatedHost,
    paths: [actor],
    signer,
    verifier: logVerifier,
    updateKeys: [updateKey],
    portable: false,
    verificationMethods: [
      {
        id: `#${name}`,
        type: 'JsonWebKey2020',
        purpose: 'assertionMethod',
        publicKeyJwk: { ...(await exportJWK(publicKey)) } as Record<string, string>,
      },
    ],
  });
  return { did, keyId: `${did}#${name}`, key: await exportJWK(privateKey), log };
}

/** Signs the first entry of a log. Nobody keeps the key: these DIDs never change. */
function logSigner(): { signer: Signer; updateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  // Multicodec prefix of Ed25519 public keys.
  const updateKey = multibaseEncode(
    Buffer.concat([Buffer.from([0xed, 0x01]), raw]),
    MultibaseEncoding.BASE58_BTC,
  );
  return {
    updateKey,
    signer: {
      getVerificationMethodId: () => `did:key:${updateKey}#${updateKey}`,
      async sign({ document, proof }) {
        const signature = sign(null, await prepareDataForSigning(document, proof), privateKey);
        return { proofValue: multibaseEncode(signature, MultibaseEncoding.BASE58_BTC) };
      },
    },
  };
}
