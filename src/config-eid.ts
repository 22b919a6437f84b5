// The part of the configuration that makes this canton a verifier of the E-ID: who it is, its key, what the confederation says about it.

/** A private key on the curve P-256 as JWK (RFC 7517); `kid` is its name in the DID document, without the DID. */
export interface SigningKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  d: string;
  kid: string;
}

/** Absent: no sign-in by E-ID. */
export interface EidConfig {
  did: string;
  key: SigningKey;
  statements: string[];
}

/** @param raw value of a variable; @param faults what is wrong is added */
export function readEid(raw: (name: string) => string | undefined, faults: string[]): EidConfig | undefined {
  const did = raw('EID_DID');
  const key = raw('EID_KEY');
  const statements = (raw('EID_STATEMENTS') ?? '').split(/\s+/).filter((each) => each !== '');
  if (did === undefined) {
    if (key !== undefined || statements.length > 0)
      faults.push('EID_DID must be set with EID_KEY and EID_STATEMENTS');
    return undefined;
  }
  if (!/^did:webvh:[^\s#?]+$/.test(did)) faults.push(`EID_DID must be a did:webvh, not "${did}"`);
  const signingKey = key === undefined ? undefined : signingKeyIn(key);
  // The value itself is a secret and is not repeated.
  if (!signingKey) faults.push('EID_KEY must be a private JWK of the curve P-256 with kid');
  if (statements.some((each) => !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(each)))
    faults.push('EID_STATEMENTS must be JWTs, parted by spaces');
  return signingKey && { did, key: signingKey, statements };
}

function signingKeyIn(text: string): SigningKey | undefined {
  try {
    const { kty, crv, x, y, d, kid } = JSON.parse(text) as Partial<SigningKey>;
    const known =
      kty === 'EC' && crv === 'P-256' && [x, y, d].every((each) => /^[\w-]{43}$/.test(String(each)));
    return known && typeof kid === 'string' && /^[\w.-]+$/.test(kid)
      ? { kty, crv, x: String(x), y: String(y), d: String(d), kid }
      : undefined;
  } catch {
    return undefined;
  }
}
