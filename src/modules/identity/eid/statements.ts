// Statements of the federal trust registry about us (Trust Protocol 2.0): who we are, what we may ask, what for. Wallets verify them, we choose.
import { isDeepStrictEqual } from 'node:util';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { protectedClaim } from './eid-rules.ts';
import type { DcqlQuery } from './query.ts';

/** Types of statements, as the header `typ` names them. */
export const statementTypes = {
  identity: 'swiyu-identity-trust-statement+jwt',
  query: 'swiyu-verification-query-public-statement+jwt',
  authorisation: 'swiyu-protected-verification-authorization-trust-statement+jwt',
} as const;

const isOf = (statement: string, type: keyof typeof statementTypes) =>
  decodeProtectedHeader(statement).typ === statementTypes[type];

interface PublicQuery {
  scope: string;
  query: DcqlQuery;
}

function publicQuery(statement: string): PublicQuery | undefined {
  return isOf(statement, 'query') ? (decodeJwt(statement)['request'] as PublicQuery | undefined) : undefined;
}

/** Scope of a purpose: the same for all who read the canton's public statements. */
export function scopeOf(cantonId: string, purposeId: string): string {
  return `ch.${cantonId}.drehscheibe.${purposeId}`;
}

const isOver = (statement: string, now: Date) => {
  const { exp } = decodeJwt(statement);
  return exp !== undefined && exp <= now.getTime() / 1000;
};

/**
 * Those of them that belong to a request: a public statement about exactly this query, an authorisation only where it is needed.
 * None that is over: a wallet would refuse the whole request.
 */
export function statementsFor(
  statements: readonly string[],
  scope: string,
  query: DcqlQuery,
  now: Date,
): string[] {
  const asksProtected = query.credentials[0].claims.some(({ path }) => path[0] === protectedClaim);
  return statements.filter((statement) => {
    if (isOver(statement, now)) return false;
    if (isOf(statement, 'authorisation')) return asksProtected;
    if (!isOf(statement, 'query')) return true;
    const found = publicQuery(statement);
    return found?.scope === scope && isDeepStrictEqual(found.query, query);
  });
}

/** The scope under which one of the statements holds the query; undefined where none does. */
export function statedScope(statements: readonly string[]): string | undefined {
  return statements.map(publicQuery).find((found) => found !== undefined)?.scope;
}

/** Whether it lets the verifier of that DID ask for the AHV number today. */
export function allowsAhv(statement: string, did: string, now: Date): boolean {
  if (!isOf(statement, 'authorisation')) return false;
  const { sub, exp = 0, authorized_fields: fields } = decodeJwt(statement);
  return (
    sub === did && exp > now.getTime() / 1000 && Array.isArray(fields) && fields.includes(protectedClaim)
  );
}
