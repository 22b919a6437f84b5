// Who takes part: somebody who is signed in, or who holds a code on paper and needs no account.
import { createHmac } from 'node:crypto';
import { anonymous, type Actor, type PersonActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import type { Process } from './process.ts';
import type { SecretHolder } from '../../kernel/audit/personal-data.ts';

/** Known by a code of one process; what it is tied to stands in the key. */
export interface CodeHolder {
  kind: 'code';
  process: string;
  personKey: Buffer;
}
export type Participant = PersonActor | CodeHolder;

/** Codes come in letters, or by mail to an address that is confirmed by them. */
export const takesCodes = ({ who }: Pick<Process, 'who'>): boolean => who.codes === true || who.mail === true;

/** What one person is known by in one process: nobody without the program's secret can tell it from a register's entry. */
export const personKey = (app: App, process: string, identity: string): Buffer =>
  createHmac('sha256', app.secret).update(`participation\0${process}\0${identity}`).digest();

/** The register's entry where the account is linked to one, so that two accounts of a person count once. */
export const identityOf = (person: Pick<PersonActor, 'id' | 'registerId'>): string =>
  person.registerId === undefined ? `account ${person.id}` : residentIdentity(person.registerId);

/** Of an entry of the residents' register, by its key. */
export const residentIdentity = (registerId: string): string => `resident ${registerId}`;

/** An organisation takes part once, whoever acts for it. */
export const organisationKey = (app: App, process: string, organisation: string): Buffer =>
  personKey(app, process, `organisation ${organisation}`);

export const keyOf = (app: App, process: string, who: Participant): Buffer =>
  who.kind === 'code' ? who.personKey : personKey(app, process, identityOf(who));

export const actorOf = (who: Participant): Actor => (who.kind === 'code' ? anonymous : who);

/** Whose own data are meant. */
export const holderOf = (app: App, process: string, who: Participant): PersonActor | SecretHolder =>
  who.kind === 'code' ? { ...anonymous, tokenHash: keyOf(app, process, who) } : who;
