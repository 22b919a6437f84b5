// Accounts of people who have never signed in: those the register knows, and those who are served at the counter.
import { randomUUID } from 'node:crypto';
import type { PersonActor } from '../../../kernel/actor.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { accountColumns, toAccount, toActor, type Account } from '../account.ts';

/** Issuer of accounts that no identity provider has named yet; the first sign-in of the same person takes them over. */
export const registerIssuer = 'urn:drehscheibe:register';
const counterIssuer = 'urn:drehscheibe:counter';
const companyIssuer = 'urn:drehscheibe:company';
export const unsignedIssuers = [registerIssuer, counterIssuer, companyIssuer];

/** The account of someone in the resident register; made when there is none, so that uses of the data have a subject. */
export async function accountOfResident(
  tx: Transaction,
  resident: { registerId: string; name: string; email: string | undefined; language: Language },
): Promise<Account> {
  const existing = await tx.db
    .selectFrom('identity.account')
    .select(accountColumns)
    .where('register_id', '=', resident.registerId)
    .where('kind', '=', 'person')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (existing) return toAccount(existing);
  return insertAccount(tx, {
    issuer: registerIssuer,
    subject: resident.registerId,
    name: resident.name,
    email: resident.email ?? null,
    register_id: resident.registerId,
    language: resident.language,
  });
}

/** The account of a company in the register: what those who sign for it do there is the company's, whoever did it. */
export async function accountOfCompany(
  tx: Transaction,
  company: { organisationId: string; name: string; language: Language },
): Promise<Account> {
  return insertAccount(tx, {
    issuer: companyIssuer,
    subject: company.organisationId,
    name: company.name,
    email: null,
    register_id: null,
    organisation_id: company.organisationId,
    language: company.language,
  });
}

/** An account for someone in no register, e.g. a newcomer at the counter. */
export async function accountOfVisitor(
  tx: Transaction,
  visitor: { name: string; email: string | undefined; language: Language },
): Promise<Account> {
  return insertAccount(tx, {
    issuer: counterIssuer,
    subject: randomUUID(),
    name: visitor.name,
    email: visitor.email ?? null,
    register_id: null,
    language: visitor.language,
  });
}

/**
 * Accounts of many residents whom nobody has an account for yet; those who have one keep it.
 * @returns by key in the register
 */
export async function accountsOfInvented(
  tx: Transaction,
  residents: readonly { registerId: string; name: string }[],
): Promise<Map<string, Account>> {
  const created = await tx.db
    .insertInto('identity.account')
    .values(
      residents.map(({ registerId, name }) => ({
        ...{ issuer: registerIssuer, subject: registerId, name, email: null, register_id: registerId },
        ...{ language: 'de', kind: 'person', roles: ['resident'], created_at: tx.app.clock.now() },
      })),
    )
    .onConflict((conflict) => conflict.constraint('account_subject_once').doNothing())
    .returning(accountColumns)
    .execute();
  await tx.emitUnheard(
    created.map(({ id }) => ({ type: 'account.created', subject: id, data: { kind: 'person' } })),
  );
  const there = await tx.db
    .selectFrom('identity.account')
    .select(accountColumns)
    .where('issuer', '=', registerIssuer)
    .where(
      'subject',
      'in',
      residents.map(({ registerId }) => registerId),
    )
    .execute();
  return new Map([...there, ...created].map((row) => [row.subject, toAccount(row)]));
}

async function insertAccount(
  tx: Transaction,
  account: {
    issuer: string;
    subject: string;
    name: string;
    email: string | null;
    register_id: string | null;
    organisation_id?: string;
    language: Language;
  },
): Promise<Account> {
  const row = await tx.db
    .insertInto('identity.account')
    .values({ ...account, kind: 'person', roles: ['resident'], created_at: tx.app.clock.now() })
    // Two at once: the second takes the first one's.
    .onConflict((conflict) =>
      conflict.constraint('account_subject_once').doUpdateSet({ register_id: account.register_id }),
    )
    .returning(accountColumns)
    .executeTakeFirstOrThrow();
  return toAccount(row);
}

/**
 * The person for whom a clerk acts. Their assurance is low: it says how the person signed in, and they did not.
 * @throws Fault NOT_FOUND
 */
export async function personActor({ db }: { db: Database }, id: string): Promise<PersonActor> {
  const row = await impersonal({ db }, 'name-beside', () =>
    db.selectFrom('identity.account').select(accountColumns).where('id', '=', id).executeTakeFirst(),
  );
  const actor = row && toActor(toAccount(row), 'low');
  if (actor?.kind !== 'person') throw new Fault('NOT_FOUND');
  return actor;
}
