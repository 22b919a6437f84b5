// Looks up accounts for other modules: who someone is, who works for a unit.
import { sql } from 'kysely';
import type { Role } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { accountColumns, toAccount, type Account } from '../account.ts';
import { unsignedIssuers } from '../actions/account-of-resident.ts';

/**
 * Within a transaction `tx` is given, so that it needs no second connection.
 * @param id uuid of the account
 */
export async function accountById({ db: on }: { db: Database }, id: string): Promise<Account | undefined> {
  const row = await impersonal({ db: on }, 'name-beside', (db) =>
    db.selectFrom('identity.account').select(accountColumns).where('id', '=', id).executeTakeFirst(),
  );
  return row ? toAccount(row) : undefined;
}

/** Several at once, by id; those that do not exist are left out. */
export async function accountsByIds(
  { db: on }: { db: Database },
  ids: readonly string[],
): Promise<Map<string, Account>> {
  if (ids.length === 0) return new Map();
  const rows = await impersonal({ db: on }, 'name-beside', (db) =>
    db
      .selectFrom('identity.account')
      .select(accountColumns)
      .where('id', 'in', [...new Set(ids)])
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, toAccount(row)]));
}

/**
 * Whether somebody signs in to it: an identity provider has named it, or it has been used lately (by the E-ID). Nobody does to
 * those that were only made at the counter, from a register, or for a company.
 */
export async function isSignedInTo(app: App, id: string): Promise<boolean> {
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('identity.account as account')
      .select('account.id')
      .where('account.id', '=', id)
      .where((is) =>
        is.or([
          is('account.issuer', 'not in', unsignedIssuers),
          is.exists(
            is
              .selectFrom('identity.session as session')
              .select('session.id')
              .whereRef('session.account_id', '=', 'account.id'),
          ),
        ]),
      )
      .executeTakeFirst(),
  );
  return row !== undefined;
}

/** Staff of exactly this unit (not of the units below it), by name. */
export async function accountsOfUnit({ db: on }: { db: Database }, unit: string): Promise<Account[]> {
  const rows = await impersonal({ db: on }, 'name-beside', (db) =>
    db
      .selectFrom('identity.account')
      .select(accountColumns)
      .where('kind', '=', 'staff')
      .where('unit', '=', unit)
      .orderBy('name')
      .orderBy('id')
      .execute(),
  );
  return rows.map(toAccount);
}

/** Staff with this role, by name. */
export async function accountsWithRole(app: App, role: Role): Promise<Account[]> {
  const rows = await impersonal(app, 'name-beside', (db) =>
    db
      .selectFrom('identity.account')
      .select(accountColumns)
      .where('kind', '=', 'staff')
      .where(sql<boolean>`roles @> array[${role}::text]`)
      .orderBy('name')
      .orderBy('id')
      .limit(100)
      .execute(),
  );
  return rows.map(toAccount);
}

/** Accounts of all staff who have this role, alone or besides others. */
export async function staffWithRole({ db }: { db: Database }, role: Role): Promise<string[]> {
  const rows = await impersonal({ db }, 'find-rights', () =>
    db
      .selectFrom('identity.account')
      .select('id')
      .where('kind', '=', 'staff')
      .where(sql<boolean>`roles @> array[${role}::text]`)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

/** Names by account id, for lists; accounts that do not exist are left out. */
export async function accountNames(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await impersonal(app, 'name-beside', (db) =>
    db
      .selectFrom('identity.account')
      .select(['id', 'name'])
      .where('id', 'in', [...new Set(ids)])
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Accounts of the public that are linked to an entry of the residents' register, or that act for a company. */
export async function accountsOfEntry(
  app: App,
  by: { registerId: string } | { organisationId: string },
): Promise<string[]> {
  const rows = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('identity.account')
      .select('id')
      .where('kind', '=', 'person')
      .$if('registerId' in by, (query) =>
        query.where('register_id', '=', 'registerId' in by ? by.registerId : ''),
      )
      .$if('organisationId' in by, (query) =>
        query.where('organisation_id', '=', 'organisationId' in by ? by.organisationId : ''),
      )
      .orderBy('id')
      .execute(),
  );
  return rows.map((row) => row.id);
}

/** Whoever is in the residents' register may have several accounts: one for each provider at which they have signed in. */
export async function allAccountsOfResident(
  { db }: { db: Database },
  registerId: string,
): Promise<Account[]> {
  const rows = await impersonal({ db }, 'find-rights', () =>
    db
      .selectFrom('identity.account')
      .select(accountColumns)
      .where('register_id', '=', registerId)
      .where('kind', '=', 'person')
      .orderBy('created_at')
      .execute(),
  );
  return rows.map(toAccount);
}

/** Of these accounts, those that may act in the name of a company. */
export async function actingForCompanies(app: App, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('identity.account')
      .select('id')
      .where('id', 'in', [...new Set(ids)])
      .where('organisation_id', 'is not', null)
      .execute(),
  );
  return rows.map(({ id }) => id);
}

/** Keys in the residents' register by account id; accounts without one are left out. */
export async function registerIdsOf(
  { db }: { db: Database },
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await impersonal({ db }, 'find-rights', () =>
    db
      .selectFrom('identity.account')
      .select(['id', 'register_id'])
      .where('id', 'in', [...new Set(ids)])
      .where('register_id', 'is not', null)
      .execute(),
  );
  return new Map(rows.flatMap((row) => (row.register_id === null ? [] : [[row.id, row.register_id]])));
}

/** Which accounts belong to one person, by each of the ids: people who sign in at two providers have two of one register entry. */
export async function accountsOfSamePerson(
  { db }: { db: Database },
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await impersonal({ db }, 'find-rights', () =>
    db
      .selectFrom('identity.account as one')
      .innerJoin('identity.account as other', 'other.register_id', 'one.register_id')
      .select(['one.id', 'other.id as same'])
      .where('one.id', 'in', [...new Set(ids)])
      .where('one.kind', '=', 'person')
      .where('other.kind', '=', 'person')
      .execute(),
  );
  const same = new Map(ids.map((id) => [id, [id]]));
  for (const row of rows) if (row.same !== row.id) same.get(row.id)?.push(row.same);
  return same;
}

/** Staff whose e-mail address or whole name this is, whatever the case of its letters; at most two, since one is meant. */
export async function staffNamed(app: App, text: string): Promise<Account[]> {
  const rows = await impersonal(app, 'name-beside', (db) =>
    db
      .selectFrom('identity.account')
      .select(accountColumns)
      .where('kind', '=', 'staff')
      .where(sql<boolean>`lower(${text}) in (lower(email), lower(name))`)
      .orderBy('id')
      .limit(2)
      .execute(),
  );
  return rows.map(toAccount);
}

/** Accounts of the public by key in the residents' register; of several the oldest. */
export async function accountsOfResidents(
  app: App,
  registerIds: readonly string[],
): Promise<Map<string, Account>> {
  if (registerIds.length === 0) return new Map();
  const rows = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('identity.account')
      .select(accountColumns)
      .where('register_id', 'in', [...new Set(registerIds)])
      .where('kind', '=', 'person')
      .orderBy('created_at', 'desc')
      .execute(),
  );
  return new Map(rows.map((row) => [row.register_id ?? '', toAccount(row)]));
}
