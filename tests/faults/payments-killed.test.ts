// The program is killed at every step of a payment, and started again: nothing is taken twice, nothing that was paid is lost, the ledger balances.
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/db/embedded-postgres.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { CookieJar, csrfOf } from '../support/cookie-jar.ts';
import { submitAnswers } from '../support/submit-answers.ts';
import { visitorCardAnswers } from '../support/visitor-card.ts';
import {
  copyProject,
  endAllStarted,
  privateFolder,
  removeFolder,
  startProgram,
  type StartedProgram,
} from './start-program.ts';

/** The statement before which it dies; those of each table in the order of a payment. */
const steps = [
  'insert on money.payment',
  'update on money.payment',
  'insert on money.booking',
  'insert on money.posting',
  'update on money.bill',
] as const;
const number = 4711;

let base: string;
let project: string;
let server: EmbeddedPostgres;
let client: Client;
let env: Record<string, string>;

beforeAll(async () => {
  base = await privateFolder('killed');
  await chmod(base, 0o755);
  project = await copyProject(join(base, 'project'), 'link');
  server = await startEmbeddedPostgres({ dataDir: join(base, 'server'), log: () => undefined });
  const dataDir = join(base, 'data');
  await mkdir(dataDir);
  env = { DATABASE_URL: server.url, DATA_DIR: dataDir };
  client = new Client({ connectionString: server.url });
  await client.connect();
});
afterEach(endAllStarted);
afterAll(async () => {
  await client.end();
  await server.stop();
  await removeFolder(base);
});

async function start(): Promise<StartedProgram> {
  const program = await startProgram(project, { env });
  await program.ready();
  return program;
}

const one = async <Row>(text: string, values: unknown[] = []): Promise<Row | undefined> =>
  (await client.query(text, values)).rows[0] as Row | undefined;

/** Whoever comes to this statement waits until `release`. */
async function block(step: (typeof steps)[number]): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [number]);
  await client.query(`create schema if not exists trial`);
  await client.query(`create or replace function trial.wait() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(${number}); return null; end $$`);
  await client.query(`create trigger trial before ${step} for each statement execute function trial.wait()`);
}

/** Polls, since nobody tells when somebody else waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_locks where locktype = 'advisory' and objid = $1 and not granted`;
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(20))
    if (await one(waiting, [number])) return;
  throw new Error('The program never came to this step');
}

async function release(step: (typeof steps)[number]): Promise<void> {
  await client.query('select pg_advisory_unlock($1)', [number]);
  // Waits for the transaction of the program that is dead to be taken back.
  await client.query(`drop trigger trial on ${step.split(' ').at(-1) ?? ''}`);
}

async function cardOf({ origin }: StartedProgram): Promise<{ ref: string; bill: string }> {
  const token = async (identity: string) => {
    const response = await fetch(`${origin}/demo/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identity }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const today = await one<{ today: string }>(
    `select to_char(now() at time zone 'Europe/Zurich', 'YYYY-MM-DD') as today`,
  );
  const answers = visitorCardAnswers(today?.today ?? '');
  const ref = await submitAnswers({ origin, token }, 'resident-anna', 'besucherparkkarte', answers);
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    const bill = await one<{ id: string }>('select id from money.bill where case_ref = $1', [ref]);
    if (bill) return { ref, bill: bill.id };
  }
  throw new Error('No bill was made');
}

/** One go at paying, as far as it comes: the program may die in it. */
async function payOnce(origin: string, { ref, bill }: { ref: string; bill: string }): Promise<void> {
  const jar = new CookieJar(origin);
  await signIn(jar, 'resident-anna');
  const page = await (await jar.fetch(`/faelle/${ref}`)).text();
  if (!page.includes(`/rechnungen/${bill}/zahlen`)) return;
  const begun = await jar.post(`/faelle/${ref}/rechnungen/${bill}/zahlen`, {
    _csrf: csrfOf(page),
    weg: 'twint',
  });
  const path = begun.headers.get('location') ?? '';
  // Whoever comes back from the service is shown how it stands.
  await jar.fetch(path);
  const checkout = `/demo/bezahlen/${path.split('/').at(-1) ?? ''}`;
  const shown = await jar.fetch(checkout);
  if (shown.status === 200)
    await jar.post(checkout, { _csrf: csrfOf(await shown.text()), ausgang: 'captured' });
  await jar.fetch(path);
}

test.each(steps)('killed before the %s', async (step) => {
  const first = await start();
  const card = await cardOf(first);
  await block(step);
  const paying = payOnce(first.origin, card).catch(() => undefined);
  await somebodyWaits();
  await first.killHard();
  await paying;
  await release(step);
  const second = await start();
  await payOnce(second.origin, card);
  const bill = await one<{ state: string; paid: number; total: number; owed: number }>(
    'select state, paid, total, owed from money.bill where id = $1',
    [card.bill],
  );
  expect(bill).toEqual({ state: 'paid', paid: bill?.total, total: bill?.total, owed: 0 });
  const count = await one<{ count: number }>(
    `select count(*)::int as count from money.booking where bill_id = $1 and kind = 'received'`,
    [card.bill],
  );
  expect(count).toEqual({ count: 1 });
  expect(
    await one('select booking_id from money.posting group by booking_id having sum(amount) <> 0'),
  ).toBeUndefined();
  // How it ends with jobs at work is tried in start.test.ts.
  await second.stop();
});
