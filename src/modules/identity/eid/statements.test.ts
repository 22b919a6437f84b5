// Which statements of the trust registry go with a request, and which of them lets us ask for the AHV number.
import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import type { CantonEid } from './canton-eid.ts';
import { dcqlQuery } from './query.ts';
import { allowsAhv, scopeOf, statedScope, statementsFor, statementTypes } from './statements.ts';

const canton: CantonEid = {
  types: ['urn:ch.admin.fedpol.eid'],
  issuers: ['did:webvh:QmIssuer:registry.example'],
  registries: ['registry.example'],
  claims: {
    givenName: 'given_name',
    familyName: 'family_name',
    birthDate: 'birth_date',
    expires: 'expiry_date',
    ahv: 'personal_administrative_number',
  },
  assurance: { name: 'substantial', session: 'high', number: 'high' },
};
const did = 'did:webvh:QmCanton:registry.example';
const now = new Date('2026-11-26T12:00:00Z');
const jwt = (typ: string, claims: Record<string, unknown>) => {
  const [, payload = ''] = new UnsecuredJWT(claims).encode().split('.');
  return `${Buffer.from(JSON.stringify({ alg: 'ES256', typ })).toString('base64url')}.${payload}.c2ln`;
};
const plain = dcqlQuery(canton, ['givenName', 'familyName']);
const withAhv = dcqlQuery(canton, ['givenName', 'ahv']);
const scope = scopeOf('basel-stadt', 'anmelden');
const identity = jwt(statementTypes.identity, { sub: did });
const authorisation = (changed: Record<string, unknown> = {}) =>
  jwt(statementTypes.authorisation, {
    sub: did,
    exp: now.getTime() / 1000 + 60,
    authorized_fields: ['personal_administrative_number'],
    ...changed,
  });
const stated = jwt(statementTypes.query, { request: { type: 'DCQL', scope, query: plain } });

it('asks one credential of the trusted issuers, claim by claim', () => {
  expect(withAhv).toEqual({
    credentials: [
      {
        id: 'eid',
        format: 'dc+sd-jwt',
        meta: { vct_values: ['urn:ch.admin.fedpol.eid'] },
        trusted_authorities: [{ type: 'did', values: ['did:webvh:QmIssuer:registry.example'] }],
        claims: [{ path: ['given_name'] }, { path: ['personal_administrative_number'] }],
      },
    ],
  });
});

describe('with a request go', () => {
  const all = [identity, authorisation(), stated];

  it('who we are, and the public statement about exactly this query', () => {
    expect(statementsFor(all, scope, plain, now)).toEqual([identity, stated]);
    expect(statedScope([identity, stated])).toBe('ch.basel-stadt.drehscheibe.anmelden');
  });

  it('the authorisation only where it is needed', () => {
    expect(statementsFor(all, scope, withAhv, now)).toEqual([identity, all[1]]);
    expect(statedScope([identity])).toBeUndefined();
  });

  it('no statement about another purpose', () => {
    expect(statementsFor(all, scopeOf('basel-stadt', 'hund-anmelden'), plain, now)).toEqual([identity]);
  });
});

it('a statement that is over goes with no request, and the query goes without it', () => {
  const request = { type: 'DCQL', scope, query: plain };
  const until = (seconds: number) =>
    jwt(statementTypes.query, { exp: now.getTime() / 1000 + seconds, request });
  expect(statementsFor([identity, until(1)], scope, plain, now)).toEqual([identity, until(1)]);
  expect(statementsFor([identity, until(0)], scope, plain, now)).toEqual([identity]);
});

describe('the AHV number', () => {
  it('may be asked for with an authorisation that names it and us and is in force', () => {
    expect(allowsAhv(authorisation(), did, now)).toBe(true);
  });

  it.each<[string, string]>([
    ['for somebody else', authorisation({ sub: 'did:webvh:QmOther:registry.example' })],
    ['that is over', authorisation({ exp: now.getTime() / 1000 - 1 })],
    ['without an end', authorisation({ exp: undefined })],
    ['for other fields', authorisation({ authorized_fields: ['portrait'] })],
    ['for no fields', authorisation({ authorized_fields: undefined })],
    ['of another kind', identity],
  ])('may not be asked for with a statement %s', (_what, statement) => {
    expect(allowsAhv(statement, did, now)).toBe(false);
  });
});
