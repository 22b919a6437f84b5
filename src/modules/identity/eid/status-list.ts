// Whether a credential is still valid: Token Status List (IETF draft-ietf-oauth-status-list, JWT form), as the Swiss Profile VC narrows it.
import { inflateSync } from 'node:zlib';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { App } from '../../../kernel/app.ts';
import type { Eid } from './connection.ts';
import { didOf, publicKey } from './did.ts';
import { largestDocument, skewSeconds } from './eid-rules.ts';
import { fetchDocument } from './fetch-document.ts';

export interface StatusReference {
  uri: string;
  idx: number;
}

export interface StatusList {
  bits: 1 | 2 | 4 | 8;
  bytes: Buffer;
}

/** @param status claim of that name; anything else than a status list is no reference */
export function statusReference(status: unknown): StatusReference | undefined {
  const { uri, idx } = (status as { status_list?: Partial<StatusReference> } | undefined)?.status_list ?? {};
  return typeof uri === 'string' && Number.isSafeInteger(idx) && Number(idx) >= 0
    ? { uri, idx: Number(idx) }
    : undefined;
}

/** The compressed list of a token. @throws Error when it is none, or grows beyond what a registry takes */
export function readStatusList(claim: unknown): StatusList {
  const { bits, lst } = (claim ?? {}) as { bits?: unknown; lst?: unknown };
  if ((bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) || typeof lst !== 'string')
    throw new Error('The token holds no status list');
  // Without a limit a few kilobytes could fill the memory.
  return { bits, bytes: inflateSync(Buffer.from(lst, 'base64url'), { maxOutputLength: largestDocument }) };
}

/** The status at a place: 0 valid, 1 revoked, 2 suspended (section 7.1). @throws Error beyond the list's end */
export function statusAt({ bits, bytes }: StatusList, idx: number): number {
  const perByte = 8 / bits;
  const byte = bytes[Math.floor(idx / perByte)];
  if (byte === undefined) throw new Error('The list has no such place');
  return (byte >> ((idx % perByte) * bits)) & (2 ** bits - 1);
}

/**
 * The status of a credential, from the list that its own issuer has signed.
 * @throws Fault EID_REGISTRY_UNREACHABLE; Error for a list that does not hold
 */
export async function fetchStatus(
  app: App,
  eid: Eid,
  reference: StatusReference,
  issuer: string,
): Promise<number> {
  const list = await fetchDocument(app, eid, reference.uri, 'application/statuslist+jwt', async (text) => {
    const keyId = decodeProtectedHeader(text).kid;
    if (didOf(keyId) !== issuer) throw new Error('The list was signed by somebody else than the issuer');
    const now = app.clock.now();
    const { payload } = await jwtVerify(text, await publicKey(app, eid, String(keyId)), {
      algorithms: ['ES256'],
      typ: 'statuslist+jwt',
      subject: reference.uri,
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: now,
      clockTolerance: skewSeconds,
    });
    const left = Number(payload.exp) - Math.floor(now.getTime() / 1000);
    const ttl = typeof payload['ttl'] === 'number' ? payload['ttl'] : 0;
    return { value: { list: readStatusList(payload['status_list']), issuer }, seconds: Math.min(ttl, left) };
  });
  // The same address may be kept from a credential of another issuer.
  if (list.issuer !== issuer) throw new Error('The list was signed by somebody else than the issuer');
  return statusAt(list.list, reference.idx);
}
