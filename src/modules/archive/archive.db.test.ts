// The end of cases: announced, offered to the archive, deleted with a protocol; never an open one, never by halves, never twice.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { readZip } from '../../../tests/support/read-zip.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { bareDb, barePool } from '../../../tests/support/unguarded.ts';
import { runAt } from '../../kernel/clock.ts';
import { transact } from '../../kernel/transaction.ts';
import type { Module } from '../../kernel/module.ts';
import { formatDate } from '../../ui/index.ts';
import { services } from '../catalogue/index.ts';
import { asIdentities, atOnce, type Client } from '../dialogue/testing/as-identities.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { checkLog } from '../transparency/actions/check-log.ts';
import { keepLog } from '../transparency/actions/keep-log.ts';
import { endCases } from './actions/end-cases.ts';
import { archiveConfig } from './archive-config.ts';
import { brokenLine } from './queries/deletions.ts';
import { plantRows } from './testing/plant-rows.ts';

let program: TestProgram;
let as: Client;
const day = 86_400_000;

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  as = asIdentities(program);
  await program.settle();
}, 240_000);
afterAll(() => program.stop());
// The witness of the demonstration is not here; what others left is not to be found again.
beforeEach(() => bareDb(program.app).deleteFrom('archive.ending').execute());

const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await barePool(program.app).query<Row>(text, values)).rows;
const count = async (text: string, values: unknown[] = []) =>
  Number((await rows<{ count: string }>(`select count(*) from ${text}`, values))[0]?.count);

/** A case that was closed so many years ago, of a service that then deletes or offers to the archive. */
async function closedCase(then: 'delete' | 'archive-offer', years = 11): Promise<string> {
  const ref = await as.submit(atOnce);
  await program.settle();
  const service = services(program.app).find(
    ({ purpose: { retention } }) =>
      retention.then === then && retention.after === 'closed' && retention.keep === 'P10Y',
  );
  if (!service) throw new Error(`No service with ${then}`);
  await rows(
    `update cases.matter set closed_at = closed_at - make_interval(years => $2), service_id = $3, service_version = $4
     where ref = $1`,
    [ref, years, service.id, service.version],
  );
  return ref;
}

const announcedLongAgo = () =>
  rows(`update archive.ending set announced_at = announced_at - interval '31 days'`);
const exists = (ref: string) => count('cases.matter where ref = $1', [ref]);

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

describe('a case whose time is over', () => {
  it('is announced in the account and by mail, waits, and goes with everything that belongs to it', async () => {
    const ref = await closedCase('delete');
    await endCases(program.app);
    await program.settle();
    expect(await exists(ref)).toBe(1);
    const announced = (await as.get('/konto/loeschungen', 'resident-anna')).text;
    expect(announced).toContain(ref);
    // Overdue for a year: the day is one that is to come.
    expect(announced).toContain(formatDate('2026-12-24', 'de'));
    const mails = await rows<{ message: Buffer }>('select message from kernel.mail where key like $1', [
      `case/${ref}/ending/%`,
    ]);
    expect(mails).toHaveLength(1);
    // Told again? No. Deleted before the person had time? Neither, though its day is long over.
    await endCases(program.app);
    await program.settle();
    expect([
      await exists(ref),
      await count('kernel.mail where key like $1', [`case/${ref}/ending/%`]),
    ]).toEqual([1, 1]);

    const files = await rows<{ id: string }>('select file_id as id from cases.document where case_ref = $1', [
      ref,
    ]);
    expect(files.filter(({ id }) => id !== null)).toHaveLength(1);
    await announcedLongAgo();
    await endCases(program.app);
    expect(await exists(ref)).toBe(0);
    expect(await count('kernel.file where id = any($1)', [files.map(({ id }) => id)])).toBe(0);
    expect(await count('kernel.mail where key like $1', [`case/${ref}/%`])).toBe(0);
    const [line] = await rows<Record<string, unknown>>(
      'select * from archive.deletion order by id desc limit 1',
    );
    expect(line).toMatchObject({
      archive: 'not-offered',
      files: 1,
      closed_on: '2015-11-24',
      due: '2025-11-24',
    });
    expect(line?.['counts']).toMatchObject({
      'cases.matter': 1,
      'cases.document': 1,
      'cases.history_entry': 2,
    });
    expect(JSON.stringify(line)).not.toMatch(new RegExp(`${ref}|Anna|Luna`));
    expect((await as.get('/konto/zugriffe', 'resident-anna')).text).toContain('Frist abgelaufen, löschen');
    expect((await as.get(`/faelle/${ref}`, 'resident-anna')).status).toBe(404);
  });

  it('leaves nothing in any table that can point to a case', async () => {
    const ref = await closedCase('delete');
    await plantRows(rows, ref, randomUUID());
    await endCases(program.app);
    await announcedLongAgo();
    // As the database knows them: by the name of a column, or by a foreign key.
    const pointing = await rows<{ table: string; column: string }>(
      `select n.nspname || '.' || c.relname as table, a.attname as column
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
         and (a.attname in ('case_ref', 'submitted_ref') or exists
           (select from pg_constraint f where f.conrelid = c.oid and f.confrelid = 'cases.matter'::regclass and a.attnum = any(f.conkey)))
       order by 1`,
    );
    expect(pointing.length).toBeGreaterThan(12);
    const held = async () => {
      const found = [];
      for (const { table, column } of pointing)
        if ((await count(`${table} where ${column} = $1`, [ref])) > 0) found.push(table);
      return found;
    };
    // A new table gets a row in `plantRows`.
    expect(await held()).toEqual(pointing.map(({ table }) => table));
    expect(await count('cases.postal_letter')).toBe(1);
    await endCases(program.app);
    expect(await exists(ref)).toBe(0);
    // Uses keep that there was one, for ten years: without it nobody could ask who looked; emergency accesses as long as theirs says.
    expect(await held()).toEqual(['kernel.access_entry', 'policy.emergency_access']);
    expect(await count(`cases.postal_letter`)).toBe(0);
    expect(await count(`intake.upload where name = 'planted.pdf'`)).toBe(0);
    expect(await count(`kernel.file where name = 'planted.pdf'`)).toBe(0);
  });

  it('stays while it is open, whatever else of the person goes', async () => {
    const [ref, other] = [await closedCase('delete'), await closedCase('delete')];
    await endCases(program.app);
    await announcedLongAgo();
    // Opened again between the announcement and the night.
    await rows('update cases.matter set closed_at = null where ref = $1', [ref]);
    await endCases(program.app);
    expect([await exists(ref), await exists(other)]).toEqual([1, 0]);
    expect(await count('archive.ending where case_ref = $1', [ref])).toBe(0);
    await rows('delete from archive.ending');
    await endCases(program.app);
    expect(await count('archive.ending where case_ref = $1', [ref])).toBe(0);
  });

  it('is not due sooner by a clock set forward, nor undone or repeated by one set back', async () => {
    const ref = await closedCase('delete', 9);
    const { app } = program;
    const at = (days: number) => new Date(app.clock.now().getTime() + days * day);
    await endCases(app);
    expect(await count('archive.ending where case_ref = $1', [ref])).toBe(0);
    // Two years ahead for one night: announced, not deleted.
    await runAt(app.clock, at(730), () => endCases(app));
    expect([await exists(ref), await count('archive.ending where case_ref = $1', [ref])]).toEqual([1, 1]);
    // Right again, and set back: not due, still there, told once.
    for (const days of [0, -3650]) await runAt(app.clock, at(days), () => endCases(app));
    await program.settle();
    expect([
      await exists(ref),
      await count('kernel.mail where key like $1', [`case/${ref}/ending/%`]),
    ]).toEqual([1, 1]);
    await runAt(app.clock, at(800), () => endCases(app));
    expect(await exists(ref)).toBe(0);
    const lines = await count('archive.deletion');
    for (const days of [800, -3650]) await runAt(app.clock, at(days), () => endCases(app));
    expect([await count('archive.deletion'), await brokenLine(bareDb(app))]).toEqual([lines, undefined]);
  });

  it('goes whole or not at all, and the next night goes on', async () => {
    const refs = [await closedCase('delete'), await closedCase('delete'), await closedCase('delete')];
    await endCases(program.app);
    await announcedLongAgo();
    const before = await count('archive.deletion');
    // Above all others, so that it comes last: everything else of the case has gone when it falls over.
    const all = program.app.modules as Module[];
    const faulty: Module = {
      name: 'faulty',
      removeCase: (_tx, ref) =>
        ref === refs[1] ? Promise.reject(new Error('killed')) : Promise.resolve({ rows: {} }),
    };
    all.unshift(faulty);
    try {
      await endCases(program.app);
    } finally {
      all.splice(all.indexOf(faulty), 1);
    }
    expect(await Promise.all(refs.map(exists))).toEqual([0, 1, 0]);
    expect(await count('cases.history_entry where case_ref = $1', [refs[1]])).toBe(2);
    expect(await count('cases.document where case_ref = $1', [refs[1]])).toBe(1);
    expect(await count('archive.deletion')).toBe(before + 2);
    const jonas = await open('dpo-jonas');
    const protocol = async () => (await jonas.fetch('/archiv/protokoll')).text();
    expect(await protocol()).toContain('1 Geschäft konnte nicht gelöscht werden');
    await endCases(program.app);
    expect(await Promise.all(refs.map(exists))).toEqual([0, 0, 0]);
    expect(await count('archive.deletion')).toBe(before + 3);
    expect(await protocol()).not.toContain('nicht gelöscht werden');
  });

  it('goes with so many in a day at most, however often the job runs; what has failed comes last', async () => {
    const refs = [await closedCase('delete', 30), await closedCase('delete', 20), await closedCase('delete')];
    const { app } = program;
    // A day on which nothing has been deleted yet.
    const then = (days: number, work: () => Promise<unknown>) =>
      runAt(app.clock, new Date(app.clock.now().getTime() + days * day), async () => void (await work()));
    await endCases(app);
    const config = archiveConfig.of(app);
    archiveConfig.set(app, { ...config, mostPerNight: 1 });
    try {
      await rows('update archive.ending set failed_at = now() where case_ref = $1', [refs[0]]);
      for (let again = 0; again < 3; again++) await then(40, () => endCases(app));
      expect(await Promise.all(refs.map(exists))).toEqual([1, 0, 1]);
      await then(41, () => endCases(app));
      expect(await Promise.all(refs.map(exists))).toEqual([1, 0, 0]);
      await then(42, () => endCases(app));
      expect(await Promise.all(refs.map(exists))).toEqual([0, 0, 0]);
    } finally {
      archiveConfig.set(app, config);
    }
  });

  it('that was opened again and closed anew is announced anew, and not by what was decided about it before', async () => {
    const ref = await closedCase('archive-offer');
    const { app } = program;
    await endCases(app);
    await announcedLongAgo();
    await endCases(app);
    await rows(
      `update archive.ending set state = 'taken', packed_at = now(), decided_at = now(), decided_by = owner_id, reason = 'lasting'`,
    );
    await transact(app, { kind: 'programme', task: 'test' }, (tx) =>
      tx.emit({ type: 'case.reopened', subject: ref, data: {} }),
    );
    await program.settle();
    expect(await count('archive.ending where case_ref = $1', [ref])).toBe(0);
    // Closed anew, just as overdue: told again, and it waits for the archive.
    await endCases(app);
    await announcedLongAgo();
    await endCases(app);
    expect(await rows('select state, packed_at, reason from archive.ending')).toEqual([
      { state: 'offered', packed_at: null, reason: null },
    ]);
  });

  it('that ends later than was said is forgotten until then', async () => {
    const ref = await closedCase('delete');
    await endCases(program.app);
    await announcedLongAgo();
    await rows('update cases.matter set closed_at = $2 where ref = $1', [ref, program.app.clock.now()]);
    await endCases(program.app);
    expect([await exists(ref), await count('archive.ending where case_ref = $1', [ref])]).toEqual([1, 0]);
    // Ten years on it is announced, not deleted in the night in which its time is over.
    const later = new Date(program.app.clock.now().getTime() + 3660 * day);
    await runAt(program.app.clock, later, () => endCases(program.app));
    expect([await exists(ref), await count('archive.ending where case_ref = $1', [ref])]).toEqual([1, 1]);
  });
});

describe('the archive', () => {
  it('fetches a package, takes over or declines, one or many; then they go', async () => {
    const refs = [await closedCase('archive-offer'), await closedCase('archive-offer')];
    const declined = await closedCase('archive-offer');
    await endCases(program.app);
    await announcedLongAgo();
    await endCases(program.app);
    // Undecided: nothing goes, however often the night comes.
    await endCases(program.app);
    expect(await exists(declined)).toBe(1);
    const karin = await open('archivist-karin');
    const html = await (await karin.fetch('/archiv')).text();
    for (const ref of [...refs, declined]) expect(html).toContain(ref);
    const send = (fields: Record<string, string>, chosen: string[]) => {
      const body = new URLSearchParams({ _csrf: csrfOf(html), ...fields });
      for (const ref of chosen) body.append('ref', ref);
      return karin.fetch('/archiv', { method: 'POST', body });
    };
    expect((await send({ do: 'decide', reason: 'taken/lasting' }, [])).status).toBe(422);
    expect((await send({ do: 'decide', reason: 'taken/nonsense' }, refs)).status).toBe(422);
    expect((await send({ do: 'decide', reason: 'taken/lasting' }, refs)).status).toBe(409);
    expect((await send({ do: 'package' }, [...refs, '2026-NONE-NONE'])).status).toBe(404);
    const packed = await send({ do: 'package' }, refs);
    expect([packed.status, packed.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = readZip(Buffer.from(await packed.arrayBuffer()));
    const names = [...files.keys()];
    expect(names.at(-1)).toBe('header/metadata.xml');
    const xml = files.get('header/metadata.xml')?.toString() ?? '';
    for (const name of names.slice(0, -1)) expect(xml).toContain(`<name>${name}</name>`);
    expect(names.filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    expect(files.get(`content/${refs[0]}/case.json`)?.toString()).toContain('Luna');

    expect((await send({ do: 'decide', reason: 'taken/lasting' }, refs)).status).toBe(303);
    expect((await send({ do: 'decide', reason: 'declined/no-value' }, [declined])).status).toBe(303);
    expect((await send({ do: 'decide', reason: 'declined/no-value' }, [declined])).status).toBe(409);
    await endCases(program.app);
    expect(await Promise.all([...refs, declined].map(exists))).toEqual([0, 0, 0]);
    const protocol = await (await karin.fetch('/archiv/protokoll')).text();
    expect(protocol).toContain('Vom Archiv übernommen');
    expect(protocol).toContain('Vom Archiv abgelehnt');
    const jonas = await open('dpo-jonas');
    expect((await jonas.fetch('/archiv/protokoll')).status).toBe(200);
    expect((await jonas.fetch('/archiv')).status).toBe(403);
    const looks = await rows('select 1 from kernel.access_entry where case_ref = $1 and actor_role = $2', [
      refs[0] ?? '',
      'archivist',
    ]);
    expect(looks.length).toBeGreaterThanOrEqual(3);
  });
});

describe('what can only be appended', () => {
  it('holds nothing that a person has written and no name: there is nothing to shred but the case', async () => {
    await as.submit(atOnce);
    await program.settle();
    // Triggers that refuse a delete.
    const found = await rows<{ table: string }>(
      `select distinct n.nspname || '.' || c.relname as table from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where p.proname like 'refuse%' and (t.tgtype & 8) <> 0 and not c.relispartition order by 1`,
    );
    // A new append-only table is a decision to make here.
    expect(found.map(({ table }) => table)).toEqual([
      'archive.deletion',
      // What officers decided about a planned processing; names no one concerned.
      'governance.decision',
      'kernel.access_entry',
      'kernel.event',
      // What officers did about a breach; goes ten years after.
      'oversight.incident_entry',
      'policy.certificate',
      'transparency.checkpoint',
      'transparency.leaf',
      'transparency.removal',
      'transparency.tile',
    ]);
    for (const { table } of found) {
      const text = await rows(
        `select 1 from ${table} as line where line::text ~* '(beispiel|muster|luna|@example|756\\.9999|rheingasse)' limit 1`,
      );
      expect(text, table).toEqual([]);
    }
  });

  it('still verifies after a deletion: the log of uses and the protocol', async () => {
    const ref = await closedCase('delete');
    await keepLog(program.app);
    await endCases(program.app);
    await announcedLongAgo();
    await endCases(program.app);
    expect(await exists(ref)).toBe(0);
    await keepLog(program.app);
    const checked = await checkLog(program.app);
    expect(checked.size).toBeGreaterThan(10);
    expect(checked.findings).toEqual([]);
    expect(await brokenLine(bareDb(program.app))).toBeUndefined();
    await expect(rows('update archive.deletion set files = 7')).rejects.toThrow('append-only');
    await expect(rows('delete from archive.deletion')).rejects.toThrow('append-only');
    // Whoever runs the database can; it shows.
    await bareDb(program.app)
      .transaction()
      .execute(async (db) => {
        await sql`alter table archive.deletion disable trigger deletion_append_only`.execute(db);
        await sql`update archive.deletion set files = 7 where id = (select max(id) from archive.deletion)`.execute(
          db,
        );
        await sql`alter table archive.deletion enable trigger deletion_append_only`.execute(db);
      });
    expect(await brokenLine(bareDb(program.app))).toBeTypeOf('number');
    const jonas = await open('dpo-jonas');
    expect(await (await jonas.fetch('/archiv/protokoll')).text()).toContain('wurde verändert');
  });
});
