// Letters by post through the whole program: who gets them, one run for each letter, what the printer and the list hold.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, everybody, type Walker } from './authorisation-walk.ts';
import { readPdf } from '../support/read-pdf.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import type { StaffActor } from '../../src/kernel/actor.ts';
import { bareDb, barePool } from '../support/unguarded.ts';
import {
  asIdentities,
  atOnce,
  byStaff,
  type Client,
} from '../../src/modules/dialogue/testing/as-identities.ts';
import { makePostalRun } from '../../src/modules/cases/actions/make-postal-run.ts';

let program: TestProgram;
let as: Client;
let erik: Walker;
let fiona: Walker;
let jonas: Walker;
let anna: Walker;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SEED: 'demo', TRUSTED_PROXIES: '1' });
  as = asIdentities(program);
  const walkers = await everybody(program);
  const named = (name: string) => walkers.find((each) => each.name === name) ?? walkers[0];
  erik = named('counter-erik') as Walker;
  fiona = named('clerk-fiona') as Walker;
  jonas = named('dpo-jonas') as Walker;
  anna = named('resident-anna') as Walker;
  await program.settle();
  // Only the letters of this test go by post.
  await bareDb(program.app).updateTable('cases.matter').set({ delivery: 'account' }).execute();
}, 240_000);
afterAll(() => program.stop());

const get = (path: string, walker = erik) => call(program, walker, { method: 'GET', path, kind: 'page' });
const post = (walker = erik) =>
  call(program, walker, { method: 'POST', path: '/versand', kind: 'form', csrf: 'valid' });
const staff = () => erik.actor as StaffActor;

test('each unit prints the letters of its own cases, also where it has no counter', async () => {
  const ref = await as.submit(atOnce);
  await bareDb(program.app)
    .updateTable('cases.matter')
    .set({ delivery: 'post' })
    .where('ref', '=', ref)
    .execute();
  await program.settle();
  const waits = async (walker: Walker) => (await (await get('/versand', walker)).text()).includes('1 Brief');
  expect(await waits(erik)).toBe(false);
  expect(await waits(fiona)).toBe(true);
  await post(fiona);
  await program.settle();
  expect(await waits(fiona)).toBe(false);
  await bareDb(program.app).deleteFrom('cases.postal_letter').execute();
  await bareDb(program.app).deleteFrom('cases.postal_run').execute();
  await bareDb(program.app).updateTable('cases.matter').set({ delivery: 'account' }).execute();
});

/** A case that is decided at once, as if it had come on paper to the unit of the counter. */
async function letterByPost(): Promise<string> {
  const ref = await as.submit(atOnce);
  await bareDb(program.app)
    .updateTable('cases.matter')
    .set({ delivery: 'post', unit: staff().unit })
    .where('ref', '=', ref)
    .execute();
  await program.settle();
  return ref;
}

test('only the counter and those who work on cases send post', async () => {
  for (const staff of [erik, fiona]) expect((await get('/versand', staff)).status, staff.name).toBe(200);
  for (const walker of [anna, jonas]) {
    expect((await get('/versand', walker)).status, walker.name).toBe(403);
    expect((await post(walker)).status, walker.name).toBe(403);
  }
});

test('without letters there is no run', async () => {
  const response = await post();
  expect(response.headers.get('location')).toBe('/versand?leer=1');
  expect(await bareDb(program.app).selectFrom('cases.postal_run').select('id').execute()).toEqual([]);
});

test('a run holds each waiting letter once, with address sheet, list and log', async () => {
  const refs = [await letterByPost(), await letterByPost()];
  expect((await post()).headers.get('location')).toBe('/versand');
  await program.settle();
  const [run, ...more] = await bareDb(program.app).selectFrom('cases.postal_run').selectAll().execute();
  expect(more).toEqual([]);
  expect(run).toMatchObject({ unit: staff().unit, day: '2026-11-24', number: 1, letters: 2 });
  expect(run?.file_id).not.toBeNull();

  const read = await readPdf(Buffer.from(await (await get(`/versand/${run?.id}/briefe.pdf`)).arrayBuffer()));
  expect(read.pages).toHaveLength(run?.pages ?? 0);
  expect(read.pages[0]).toContain('Anna Beispiel');
  expect(read.pages[0]).toContain('Brief 1 von 2');
  const csv = await (await get(`/versand/${run?.id}/liste.csv`)).text();
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(3);
  for (const [index, line] of lines.slice(1).entries()) {
    expect(line).toContain(refs[index] ?? '');
    // The pages that the list names are those of the letter.
    const [pages, first, last] = line.split(',').slice(-3).map(Number);
    expect(pages).toBe((last ?? 0) - (first ?? 0) + 1);
    for (let page = first ?? 1; page <= (last ?? 0); page++)
      expect(read.pages[page - 1]).toContain(refs[index]);
  }
  await read.close();
  const uses = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select(['case_ref', 'actor_role'])
    .where('purpose', '=', 'post|hund-anmelden')
    .execute();
  // Made, looked at, listed: three uses of each letter, by the counter.
  expect(uses.filter((use) => use.case_ref === refs[0] && use.actor_role === 'counter')).toHaveLength(3);
  const shown = await (await get('/versand')).text();
  expect(shown).toContain('Kein Brief wartet.');
});

test('two who press at once, and once more, send no letter twice', async () => {
  await letterByPost();
  const runs = await Promise.all([makePostalRun(program.app, staff()), makePostalRun(program.app, staff())]);
  expect(runs.filter((run) => run !== undefined)).toHaveLength(1);
  expect(await makePostalRun(program.app, staff())).toBeUndefined();
  const letters = await bareDb(program.app).selectFrom('cases.postal_letter').select('document_id').execute();
  expect(new Set(letters.map((each) => each.document_id)).size).toBe(letters.length);
  expect(
    await bareDb(program.app).selectFrom('cases.postal_run').select('number').orderBy('number').execute(),
  ).toEqual([{ number: 1 }, { number: 2 }]);
});

test('a letter without an address is shown and not printed; other units have their own post', async () => {
  const ref = await letterByPost();
  const { app } = program;
  await barePool(app).query(
    `update cases.document set model = jsonb_set(model, '{recipient}', '["Anna Beispiel"]') where case_ref = $1`,
    [ref],
  );
  expect(await makePostalRun(app, staff())).toBeUndefined();
  expect(await (await get('/versand')).text()).toContain(ref);
  const [run] = await bareDb(app).selectFrom('cases.postal_run').select('id').execute();
  await bareDb(app)
    .updateTable('cases.postal_run')
    .set({ unit: 'veterinaeramt' })
    .where('id', '=', run?.id ?? '')
    .execute();
  expect((await get(`/versand/${run?.id}/briefe.pdf`)).status).toBe(404);
  expect((await get('/versand/kein-lauf/briefe.pdf')).status).toBe(404);
});

test('who has no e-mail address gets letters by post', async () => {
  const { app } = program;
  const { id } = await bareDb(app)
    .selectFrom('identity.account')
    .select('id')
    .where('subject', '=', 'resident-anna')
    .executeTakeFirstOrThrow();
  await bareDb(app).updateTable('identity.account').set({ email: null }).where('id', '=', id).execute();
  const ref = await as.submit(atOnce);
  const { delivery } = await bareDb(app)
    .selectFrom('cases.matter')
    .select('delivery')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow();
  expect(delivery).toBe('post');
});

test('the time limit of an appeal has a last day in the account, and runs from receipt by post', async () => {
  const texts: string[] = [];
  for (const delivery of ['account', 'post']) {
    const ref = await as.submit(byStaff);
    await bareDb(program.app).updateTable('cases.matter').set({ delivery }).where('ref', '=', ref).execute();
    await as.act(ref, 'take', 'clerk-fiona');
    await as.act(ref, 'reject', 'clerk-fiona', { reasons: 'Der Nachweis fehlt.' });
    const { model } = await bareDb(program.app)
      .selectFrom('cases.document')
      .select('model')
      .where('case_ref', '=', ref)
      .where('letter', '=', 'rejected')
      .executeTakeFirstOrThrow();
    texts.push((model as { remedy: string }).remedy);
  }
  expect(texts[0]).toMatch(/bis am 4\. Dezember 2026/);
  expect(texts[1]).toMatch(/innert 10 Tagen seit Erhalt dieses Briefs/);
  expect(texts[1]).not.toMatch(/2026/);
});
