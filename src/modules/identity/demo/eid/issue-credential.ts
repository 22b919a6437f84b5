// Issues an E-ID to an invented person, as the federal issuer does: SD-JWT VC bound to a key of the person's telephone.
import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import type { JWK } from 'jose';
import { dayInSwitzerland } from '../../../../kernel/clock.ts';
import { simulatedHost, type Simulated } from './simulated-world.ts';

/** Address of the one status list of the demonstration. */
export const statusListAddress = `https://${simulatedHost}/status/1.jwt`;

export interface EidHolder {
  firstName: string;
  lastName: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  ahv: string;
  nationality: string;
}

export interface CredentialFacts {
  type: string;
  holder: EidHolder;
  /** Public half of the telephone's key. */
  holderKey: JWK;
  statusIndex: number;
  issuedAt: Date;
  /** Day on which the document ends, `YYYY-MM-DD`, and the instant from which nobody takes it any more. */
  expires: string;
  expiresAt: Date;
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** @returns the credential with all its disclosures: `<JWT>~<disclosure>~…~` */
export async function issueCredential(issuer: Simulated, facts: CredentialFacts): Promise<string> {
  const instance = new SDJwtInstance<Record<string, unknown>>({
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : Buffer.from(data))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: () => randomBytes(16).toString('base64url'),
    signAlg: 'ES256',
    signer: (data) => es256(data, issuer.key),
  });
  const { holder } = facts;
  const isOver = (years: number) => {
    const [year = '', ...rest] = holder.birthDate.split('-');
    return [String(Number(year) + years), ...rest].join('-') <= dayInSwitzerland(facts.issuedAt);
  };
  const claims = {
    document_number: `DEMO-${String(facts.statusIndex).padStart(6, '0')}`,
    given_name: holder.firstName,
    family_name: holder.lastName,
    birth_date: holder.birthDate,
    age_over_16: String(isOver(16)),
    age_over_18: String(isOver(18)),
    nationality: holder.nationality.toUpperCase(),
    personal_administrative_number: holder.ahv,
    issuing_country: 'CH',
    issuing_authority: 'Simulation',
    expiry_date: facts.expires,
  };
  return instance.issue(
    {
      vct: facts.type,
      iat: seconds(facts.issuedAt),
      exp: seconds(facts.expiresAt),
      cnf: { jwk: facts.holderKey },
      status: { status_list: { uri: statusListAddress, idx: facts.statusIndex } },
      ...claims,
    },
    { _sd: Object.keys(claims) } as never,
    { header: { typ: 'dc+sd-jwt', kid: issuer.keyId, profile_version: 'swiss-profile-vc:1.0.0' } },
  );
}

/** ES256 over what the library hands out (RFC 7518, section 3.4), as base64url. */
export function es256(data: string, key: JWK): string {
  const privateKey = createPrivateKey({ format: 'jwk', key: { ...key } as Record<string, string> });
  return sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
    'base64url',
  );
}
