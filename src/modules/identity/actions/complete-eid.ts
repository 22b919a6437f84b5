// Completes a sign-in by E-ID in the browser that began it: finds the person in the register, starts a session.
import type { Actor, Assurance } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { accountColumns, toAccount, type Account } from '../account.ts';
import { eidOf, type Eid } from '../eid/connection.ts';
import { matchResident, type MatchedResident } from '../eid/resident-match.ts';
import type { EidClaims } from '../eid/verify-presentation.ts';
import { hashOf, isSecret } from '../../../kernel/secret.ts';
import { accountOfResident } from './account-of-resident.ts';
import { accountsOfEntry } from '../queries/accounts.ts';
import { startSession } from './start-session.ts';

export interface EidArrival {
  id: string;
  /** Secret of the browser, from its cookie. */
  browser: string | undefined;
  /** From the address to which the wallet sent the person. */
  responseCode: string | undefined;
  actor: Actor;
  /** Session that the browser has now, if any. */
  sessionId: string | undefined;
  language: Language;
  /** What the browser is called, `Firefox, Windows`. */
  device: string;
}

/**
 * @returns the secret of the new session and the path to go on to (empty: the account)
 * @throws Fault EID_REQUEST_GONE, EID_OTHER_PERSON, EID_NO_MATCH, REGISTER_SILENT
 */
export async function completeEid(
  app: App,
  arrival: EidArrival,
): Promise<{ secret: string; returnTo: string }> {
  const eid = eidOf(app);
  if (!eid || !isSecret(arrival.browser)) throw new Fault('EID_REQUEST_GONE');
  const taken = await takeVerified(app, arrival, arrival.browser);
  const { claims, accountId, returnTo } = taken;
  let found: MatchedResident | undefined;
  try {
    const resident = await matchResident(app, {
      givenName: claims.givenName ?? '',
      familyName: claims.familyName ?? '',
      birthDate: claims.birthDate ?? '',
      ahv: claims.ahv,
    });
    found = resident;
    if (!resident) throw new Fault('EID_NO_MATCH');
    return await transact(app, { kind: 'programme', task: 'identity.sign-in' }, async (tx) => {
      const account = await accountFor(tx, arrival, accountId, resident);
      await tx.recordAccess({
        kind: 'read',
        subject: account.id,
        fields: ['name', 'birthDate', ...(claims.ahv === undefined ? [] : ['ahv'])],
        purpose: 'sign-in-eid',
      });
      const secret = await startSession(tx, {
        accountId: account.id,
        assurance: assuranceOf(eid, claims, accountId),
        device: arrival.device,
        replaces: arrival.sessionId,
      });
      return { secret, returnTo };
    });
  } catch (error) {
    if (error instanceof Fault && error.code === 'EID_OTHER_PERSON') await logOther(app, found);
    if (error instanceof Fault) await remember(app, arrival.id, error.code);
    throw error;
  }
}

/** What the E-ID said, once: nothing of it is left behind, whatever comes of it. */
async function takeVerified(
  app: App,
  { id, responseCode }: EidArrival,
  browser: string,
): Promise<{ claims: EidClaims; accountId: string | null; returnTo: string }> {
  return impersonal(app, 'recognise-caller', (connection) =>
    connection.transaction().execute(async (db) => {
      const row = await db
        .selectFrom('identity.eid_request')
        .select(['verified', 'account_id', 'return_to', 'same_device', 'response_code_hash'])
        .where('id', '=', id)
        .where('browser_hash', '=', hashOf(browser))
        .where('state', '=', 'verified')
        .where('expires_at', '>', app.clock.now())
        .forUpdate()
        .executeTakeFirst();
      // On the same device somebody could have sent the link to another person; only that person's wallet knows the code.
      const code = isSecret(responseCode) ? hashOf(responseCode) : undefined;
      if (!row || (row.same_device && !(code && row.response_code_hash?.equals(code))))
        throw new Fault('EID_REQUEST_GONE');
      await db
        .updateTable('identity.eid_request')
        .set({ state: 'done', verified: null, response_code_hash: null })
        .where('id', '=', id)
        .execute();
      return { claims: row.verified as EidClaims, accountId: row.account_id, returnTo: row.return_to };
    }),
  );
}

/** Signing in: the account of that resident. Confirming a session: that very account, and only if it is the same person. */
async function accountFor(
  tx: Transaction,
  { actor, language }: EidArrival,
  accountId: string | null,
  resident: MatchedResident,
): Promise<Account> {
  if (accountId === null) return accountOfResident(tx, { ...resident, language });
  if (actor.kind !== 'person' || actor.id !== accountId || actor.registerId !== resident.registerId)
    throw new Fault('EID_OTHER_PERSON');
  const row = await tx.db
    .selectFrom('identity.account')
    .select(accountColumns)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return toAccount(row);
}

function assuranceOf(eid: Eid, claims: EidClaims, accountId: string | null): Assurance {
  const { number, session, name } = eid.canton.assurance;
  if (claims.ahv !== undefined) return number;
  return accountId === null ? name : session;
}

/** The E-ID was of somebody else than whose session it is: they were looked at, too. */
async function logOther(app: App, found: MatchedResident | undefined): Promise<void> {
  const accounts = found ? await accountsOfEntry(app, { registerId: found.registerId }) : [];
  if (accounts.length === 0) return;
  await transact(app, { kind: 'programme', task: 'identity.sign-in' }, (tx) =>
    tx.recordAccess(
      ...accounts.map((subject) => ({
        kind: 'read' as const,
        subject,
        fields: ['name', 'birthDate'],
        purpose: 'sign-in-eid-other',
      })),
    ),
  );
}

async function remember(app: App, id: string, fault: string): Promise<void> {
  await impersonal(app, 'recognise-caller', (db) =>
    db
      .updateTable('identity.eid_request')
      .set({ state: 'failed', fault })
      .where('id', '=', id)
      .where('state', '=', 'done')
      .execute(),
  );
}
