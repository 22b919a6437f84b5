// Finds or creates the account of someone whom the identity provider has named, and keeps it up to date.
import { sql } from 'kysely';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { toAccount, type Account } from '../account.ts';
import type { ClaimedAccount } from '../claims.ts';
import { registerIssuer } from './account-of-resident.ts';

/**
 * Idempotent by issuer and subject, also when two sign-ins come at the same time.
 * @param language of the pages where the person signed in; absent: a new account takes the provider's, an old one keeps its own
 */
export async function saveAccount(
  tx: Transaction,
  issuer: string,
  claimed: ClaimedAccount,
  language?: Language,
): Promise<Account> {
  const known = {
    kind: claimed.kind,
    name: claimed.name,
    email: claimed.email ?? null,
    unit: claimed.unit ?? null,
    roles: claimed.roles,
  };
  await takeOverRegisterAccount(tx, issuer, claimed);
  const row = await tx.db
    .insertInto('identity.account')
    .values({
      issuer,
      subject: claimed.subject,
      ...known,
      register_id: claimed.registerId ?? null,
      organisation_id: claimed.organisationId ?? null,
      language: language ?? claimed.language ?? 'de',
      created_at: tx.app.clock.now(),
    })
    .onConflict((conflict) =>
      conflict.constraint('account_subject_once').doUpdateSet((eb) => ({
        ...known,
        // A link to a register stays when the provider does not mention it.
        register_id: eb.fn.coalesce('excluded.register_id', 'identity.account.register_id'),
        organisation_id: eb.fn.coalesce('excluded.organisation_id', 'identity.account.organisation_id'),
        ...(language ? { language } : {}),
      })),
    )
    .returning([
      'id',
      'subject',
      'kind',
      'name',
      'email',
      'register_id',
      'organisation_id',
      'unit',
      'roles',
      'language',
      // A row that this statement inserted has no deleter yet (PostgreSQL, system columns).
      sql<boolean>`(xmax = 0)`.as('created'),
    ])
    .executeTakeFirstOrThrow();
  if (row.created) await tx.emit({ type: 'account.created', subject: row.id, data: { kind: claimed.kind } });
  return toAccount(row);
}

/** Someone who was served at the counter signs in for the first time: that account becomes theirs, with all its cases. */
async function takeOverRegisterAccount(
  tx: Transaction,
  issuer: string,
  claimed: ClaimedAccount,
): Promise<void> {
  if (claimed.kind !== 'person' || claimed.registerId === undefined) return;
  await tx.db
    .updateTable('identity.account')
    .set({ issuer, subject: claimed.subject })
    .where('register_id', '=', claimed.registerId)
    .where('issuer', '=', registerIssuer)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('identity.account as own')
            .select('own.id')
            .where('own.issuer', '=', issuer)
            .where('own.subject', '=', claimed.subject),
        ),
      ),
    )
    .execute();
}
