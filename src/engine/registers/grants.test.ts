// Grants: they name the fields, and end with the purpose or the law they were given for.
import { expect, it } from 'vitest';
import {
  grantFor,
  mayRead,
  needsRequest,
  registerField,
  requestGrantFor,
  type RegisterGrant,
} from './grants.ts';

const grants: RegisterGrant[] = [
  { reader: 'dog', purpose: 'dogs', legalBasis: ['SG 365.100', 'Hundeverordnung'], residents: ['firstName'] },
  { reader: 'task', purpose: 'identify', legalBasis: 'request', residents: ['firstName'] },
];
const dog = {
  id: 'dog',
  purpose: { id: 'dogs', retention: { after: 'closed', keep: 'P1Y', then: 'delete' } },
  legalBasis: [{ act: 'Hundegesetz', number: 'SG 365.100' }, { act: 'Hundeverordnung' }],
} as Parameters<typeof grantFor>[0];

it('a grant opens its fields and no others; the account needs none', () => {
  expect(mayRead(dog, 'person.firstName', grants)).toBe(true);
  expect(mayRead(dog, 'person.ahv', grants)).toBe(false);
  expect(mayRead(dog, 'organisation.name', grants)).toBe(false);
  expect(mayRead(dog, 'person.email', [])).toBe(true);
  expect(registerField('organisation.uid')).toEqual({ register: 'companies', field: 'uid' });
});

it.each([
  ['another purpose', { ...dog, purpose: { ...dog.purpose, id: 'cats' } }],
  ['a law less', { ...dog, legalBasis: dog.legalBasis.slice(0, 1) }],
  ['the name of a task', { ...dog, id: 'task', purpose: { ...dog.purpose, id: 'identify' } }],
  ['another service', { ...dog, id: 'cat' }],
])('ends with %s', (_name, service) => {
  expect(grantFor(service, grants)).toBeUndefined();
});

it('what is read on request has a grant of its own, and no law opens it', () => {
  const asks: RegisterGrant = { reader: 'dog', purpose: 'dogs', legalBasis: 'request', taxes: ['netIncome'] };
  const onLaw: RegisterGrant = { ...asks, legalBasis: ['SG 365.100'] };
  expect([needsRequest('tax.netIncome'), needsRequest('person.ahv'), needsRequest('person.email')]).toEqual([
    ...[true, false, false],
  ]);
  expect(mayRead(dog, 'tax.netIncome', [...grants, asks])).toBe(true);
  expect(mayRead(dog, 'tax.netWealth', [...grants, asks])).toBe(false);
  expect(mayRead(dog, 'tax.netIncome', [onLaw])).toBe(false);
  expect(grantFor(dog, [asks, ...grants])).toBe(grants[0]);
  expect(requestGrantFor({ ...dog, purpose: { ...dog.purpose, id: 'cats' } }, [asks])).toBeUndefined();
});
