// Who represents an account by law now, as the register says: a company, a child, somebody with a guardian.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { askRepresentatives } from '../../data/index.ts';
import { accountById, accountsOfResidents, type Account } from '../../identity/index.ts';
import { rightByLaw, type RightByLaw } from '../by-law.ts';
import { standsOn, toRepresentation, type Representation } from '../representation.ts';
import { representationFile } from '../representation-file.ts';

interface RepresentativeNow {
  /** Key in the residents' register. */
  key: string;
  right: RightByLaw;
  /** Absent: has never signed in. */
  account: Account | undefined;
}

/**
 * Asked only where somebody has ever acted for the account by law, or where nobody signs in to it; nobody acts for most people.
 * @param accountId of the one who is represented
 * @param user account or task on whose behalf it is asked
 * @param unsigned nobody signs in to the account, as `isSignedInTo` says
 * @returns `silent` where the register gives no answer
 */
export async function representativesOf(
  app: App,
  accountId: string,
  user: string,
  unsigned = false,
): Promise<RepresentativeNow[] | 'silent'> {
  const known = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('mandates.representation')
      .select(['register', 'represented_key'])
      .where('represented_id', '=', accountId)
      .limit(1)
      .executeTakeFirst(),
  );
  const represented = known
    ? { companies: known.register === 'companies', key: known.represented_key }
    : unsigned && (await entryOf(app, accountId));
  if (!represented) return [];
  const register = represented.companies ? 'companies' : 'residents';
  const entry = await askRepresentatives(app, register, represented.key, user);
  if (entry === 'silent') return 'silent';
  if (!entry) return [];
  const today = app.clock.today();
  const keys = [...new Set(entry.representatives.map(({ person }) => person))];
  const accounts = await accountsOfResidents(app, keys);
  return keys.flatMap((key) => {
    const right = rightByLaw(entry, key, today);
    return right ? [{ key, right, account: accounts.get(key) }] : [];
  });
}

/** What a register knows the account by. */
async function entryOf(
  app: App,
  accountId: string,
): Promise<{ companies: boolean; key: string } | undefined> {
  const account = await accountById(app, accountId);
  if (account?.registerId !== undefined) return { companies: false, key: account.registerId };
  return account?.organisationId === undefined ? undefined : { companies: true, key: account.organisationId };
}

/** Those for whom an account acts by law, as the registers said when it last asked; whether they still do is asked before anything is done. */
export async function representedBy(app: App, accountId: string): Promise<Representation[]> {
  const rows = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('mandates.representation')
      .selectAll()
      .where('representative_id', '=', accountId)
      .where('ended_at', 'is', null)
      .execute(),
  );
  const today = app.clock.today();
  return rows.map(toRepresentation).filter((each) => standsOn(each, today));
}

/** The last day for a second signature under what is signed today, `YYYY-MM-DD`. */
export function secondSignatureUntil(app: App): string {
  const days = representationFile(app).awaitSecondSignatureDays;
  return new Date(Date.parse(app.clock.today()) + days * 86_400_000).toISOString().slice(0, 10);
}
