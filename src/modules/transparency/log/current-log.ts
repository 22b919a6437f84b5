// The log that is written now: its number, its name for ever, and the key that signs it.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Config } from '../../../config.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { sharedSecret } from '../../../kernel/shared-secret.ts';
import { StartFault } from '../../../kernel/start-fault.ts';
import { writeKey } from '../../../tlog/note.ts';
import { makePrivateKey, signerOf, type Signer } from '../../../tlog/signer.ts';

export interface CurrentLog {
  number: number;
  /** Made of the address at the time when the log was begun; it stays when the address changes. */
  origin: string;
  signer: Signer;
  /** The public key, as verifiers take it. */
  key: string;
}

export const currentLog = perApp<CurrentLog>('The transparency log');

/** `drehscheibe.example/log`, and `…/log/2` for the one that was begun after it. */
export function originOf(baseUrl: string, number: number): string {
  const { host, pathname } = new URL(baseUrl);
  const place = `${host}${pathname.replace(/\/$/, '')}/log`;
  return number === 1 ? place : `${place}/${number}`;
}

/** The private key: that of the configuration, or one made at the first start. */
async function privateKeyOf(db: Database, config: Config): Promise<string> {
  return config.logKey ?? (await sharedSecret(db, 'transparency.log-key', makePrivateKey));
}

/** A log of that number with the key that is set now. */
export async function logOf(
  db: Database,
  config: Config,
  { number, origin }: { number: number; origin: string },
): Promise<CurrentLog> {
  const signer = await signerOf(origin, 'ed25519', await privateKeyOf(db, config));
  return { number, origin, signer, key: writeKey(signer.key) };
}

/**
 * Opens the newest log; begins the first one where there is none. Processes that start together get the same.
 * @throws StartFault when it was signed with another key: two keys would be two logs
 */
export async function openLog(db: Database, config: Config, clock: Clock): Promise<CurrentLog> {
  const newest = () =>
    db
      .selectFrom('transparency.log')
      .select(['number', 'origin', 'key'])
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
  if ((await newest()) === undefined) {
    const { number, origin, key } = await logOf(db, config, {
      number: 1,
      origin: originOf(config.baseUrl, 1),
    });
    await db
      .insertInto('transparency.log')
      .values({ number, origin, key, begun_at: clock.now() })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .execute();
  }
  const found = await newest();
  if (found === undefined) throw new Error('The transparency log was removed while it was begun');
  const log = await logOf(db, config, found);
  if (log.key !== found.key)
    throw new StartFault(
      'The transparency log was signed with another key. Set LOG_KEY as it was (absent, if it was), or begin a new log ' +
        'with this key: npm run restart-log -- REASON',
    );
  return log;
}

/** Opens the log for a running program. */
export async function startLog(app: App): Promise<void> {
  currentLog.set(app, await openLog(app.db, app.config, app.clock));
}
