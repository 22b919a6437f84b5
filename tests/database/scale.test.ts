// SEED=scale:N: as many accounts and cases as asked for, as real ones are; added to, never twice, and whole after a broken batch.
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { inventedSoFar } from '../../src/modules/intake/index.ts';
import { checkLog, keepLog } from '../../src/modules/transparency/index.ts';
import { seedScale } from '../../src/seed-scale.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { bareDb } from '../support/unguarded.ts';

let program: TestProgram;

beforeAll(async () => {
  program = await testProgram({ SEED: 'demo' });
  await seedScale(program.app, 300);
}, 120_000);
afterAll(() => program.stop());

const invented = () =>
  bareDb(program.app)
    .selectFrom('cases.matter')
    .innerJoin('identity.account', 'identity.account.id', 'owner_id')
    .where('issuer', '=', 'urn:drehscheibe:register')
    .where('register_id', 'like', 'e%');

const counts = async () => {
  const states = await invented()
    .select(({ fn }) => ['cases.matter.state as state', fn.countAll<string>().as('n')])
    .groupBy('cases.matter.state')
    .execute();
  return Object.fromEntries(states.map(({ state, n }) => [state, Number(n)]));
};

test('every person has an account and a case with clock, history, entries and events', async () => {
  expect(await counts()).toEqual({ submitted: 210, 'in-review': 60, withdrawn: 30 });
  const refs = (await invented().select('ref').execute()).map(({ ref }) => ref);
  const db = bareDb(program.app);
  const rowsOf = async (
    table: 'cases.clock' | 'cases.history_entry' | 'kernel.access_entry' | 'intake.submission',
  ) => (await db.selectFrom(table).select('case_ref').where('case_ref', 'in', refs).execute()).length;
  expect(await rowsOf('cases.clock')).toBe(300);
  expect(await rowsOf('cases.history_entry')).toBe(390);
  expect(await rowsOf('kernel.access_entry')).toBe(360);
  expect(await rowsOf('intake.submission')).toBe(300);
  const events = await db.selectFrom('kernel.event').select('type').where('subject', 'in', refs).execute();
  expect(events).toHaveLength(390);
});

test('the transparency log holds every entry and finds nothing wrong', async () => {
  await keepLog(program.app);
  expect(await checkLog(program.app)).toMatchObject({ found: 0, findings: [] });
});

test('the worklist goes on by key through all of them', async () => {
  const headers = { authorization: `Bearer ${await program.token('clerk-gian')}` };
  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const answer = await fetch(`${program.origin}/api/v1/worklist?cursor=${cursor}`, { headers });
    const page = (await answer.json()) as { items: { ref: string }[]; next: string | null };
    seen.push(...page.items.map(({ ref }) => ref));
    if (page.next === null) break;
    cursor = encodeURIComponent(page.next);
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(135);
});

test('an invented person sees who used their data', async () => {
  const { owner_id } = await invented()
    .select('owner_id')
    .where('cases.matter.state', '=', 'in-review')
    .executeTakeFirstOrThrow();
  const token = randomBytes(32).toString('base64url');
  const now = program.app.clock.now();
  await bareDb(program.app)
    .insertInto('identity.access_token')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      account_id: owner_id,
      assurance: 'low',
      created_at: now,
      expires_at: new Date(now.getTime() + 60_000),
    })
    .execute();
  const answer = await fetch(`${program.origin}/api/v1/me/accesses`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await answer.json()) as { items: { fields: string[] }[] };
  expect(answer.status).toBe(200);
  expect(items.length).toBeGreaterThanOrEqual(1);
});

test('the same number adds nothing, a greater one the rest, and a batch that breaks leaves nothing half', async () => {
  await seedScale(program.app, 300);
  await seedScale(program.app, 100);
  expect(await inventedSoFar(program.app)).toBe(300);
  const before = await counts();
  const db = bareDb(program.app);
  await sql`create function intake.break() returns trigger language plpgsql
    as $$ begin raise exception 'broken'; end $$`.execute(db);
  await sql`create trigger broken before insert on intake.submission for each statement
    execute function intake.break()`.execute(db);
  await expect(seedScale(program.app, 1_700)).rejects.toThrow('broken');
  expect(await counts()).toEqual(before);
  await sql`drop trigger broken on intake.submission`.execute(db);
  await seedScale(program.app, 1_700);
  expect(await counts()).toEqual({ submitted: 1190, 'in-review': 340, withdrawn: 170 });
  expect(await inventedSoFar(program.app)).toBe(1_700);
});

test('the number is checked with everything else', () => {
  expect(readConfig({ SEED: 'scale:300' })).toMatchObject({ seed: 'demo', scale: 300, registerPersons: 500 });
  expect(readConfig({ SEED: 'scale:1000000' }).registerPersons).toBe(1_000_000);
  for (const SEED of ['scale:0', 'scale:1000001', 'scale:', 'scale:x', 'much'])
    expect(() => readConfig({ SEED, PORT: 'x' })).toThrow(/PORT[^]*SEED must be|SEED must be[^]*PORT/);
  expect(() => readConfig({ SEED: 'scale:5', MODE: 'production' })).toThrow(
    'SEED=scale:5 is allowed in demo',
  );
});
