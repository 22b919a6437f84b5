// Puts the disclosed claims of an SD-JWT in their places and refuses whatever RFC 9901 refuses (section 7.1, steps 3 to 5).
import { createHash } from 'node:crypto';

/** JSON as it comes out of a JWT. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Claims = { [name: string]: Json };

const isObject = (value: Json | undefined): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Disclosure {
  /** Absent for an element of an array. */
  name: string | undefined;
  value: Json;
  used: boolean;
}

/** @throws Error when it is no base64url of a JSON array with two or three elements */
function read(encoded: string): Disclosure {
  const parts = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as Json;
  if (!Array.isArray(parts) || typeof parts[0] !== 'string')
    throw new Error('A disclosure is no array with a salt');
  if (parts.length === 2) return { name: undefined, value: parts[1] ?? null, used: false };
  const [, name, value = null] = parts;
  if (parts.length !== 3 || typeof name !== 'string') throw new Error('A disclosure has a wrong shape');
  if (name === '_sd' || name === '...') throw new Error(`A disclosure is called ${name}`);
  return { name, value, used: false };
}

/**
 * The claims as the verifier may use them: digests without a disclosure are left out.
 * @param payload of the issuer-signed JWT, whose signature has been checked
 * @param disclosures as they stand between the tildes
 * @throws Error for a disclosure that nothing refers to, a digest that occurs twice, a claim that would be replaced
 */
export function checkDisclosures(payload: Claims, disclosures: readonly string[]): Claims {
  const known = new Map(
    disclosures.map((encoded) => [createHash('sha256').update(encoded).digest('base64url'), read(encoded)]),
  );
  if (known.size !== disclosures.length) throw new Error('A disclosure is there twice');
  const seen = new Set<string>();
  const find = (digest: Json | undefined): Disclosure | undefined => {
    if (typeof digest !== 'string') throw new Error('A digest is no text');
    if (seen.has(digest)) throw new Error('A digest is there twice');
    seen.add(digest);
    const found = known.get(digest);
    if (found) found.used = true;
    return found;
  };

  const resolve = (value: Json): Json => {
    if (Array.isArray(value)) return value.flatMap(resolveElement);
    return isObject(value) ? resolveObject(value) : value;
  };
  const resolveElement = (element: Json): Json[] => {
    if (!isObject(element) || !Object.hasOwn(element, '...')) return [resolve(element)];
    if (Object.keys(element).length !== 1) throw new Error('A digest in an array has company');
    const found = find(element['...']);
    if (!found) return [];
    if (found.name !== undefined) throw new Error('An element of an array has a name');
    return [resolve(found.value)];
  };
  const resolveObject = (object: Claims): Claims => {
    const plain = Object.entries(object).filter(([name]) => name !== '_sd');
    if (plain.some(([name]) => name === '...')) throw new Error('A claim is called ...');
    const claims = new Map(plain.map(([name, value]) => [name, resolve(value)]));
    const digests = object['_sd'] ?? [];
    if (!Array.isArray(digests)) throw new Error('_sd is no list');
    for (const digest of digests) {
      const found = find(digest);
      if (!found) continue;
      if (found.name === undefined) throw new Error('A claim has no name');
      if (claims.has(found.name)) throw new Error(`The claim ${found.name} is there twice`);
      claims.set(found.name, resolve(found.value));
    }
    return Object.fromEntries(claims);
  };

  const { _sd_alg: algorithm = 'sha-256', ...rest } = payload;
  if (algorithm !== 'sha-256') throw new Error('Digests are made with another algorithm than SHA-256');
  const claims = resolveObject(rest);
  if ([...known.values()].some(({ used }) => !used)) throw new Error('A disclosure belongs to no digest');
  return claims;
}
