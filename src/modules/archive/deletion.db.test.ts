// Cases whose time is over: announced, then deleted; never an open one, never by halves, never twice.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { runAt } from '../../kernel/clock.ts';
import type { Module } from '../../kernel/module.ts';
import { transact } from '../../kernel/transaction.ts';
import { formatDate } from '../../ui/index.ts';
import { endCases } from './actions/end-cases.ts';
import { archiveConfig } from './archive-config.ts';
import { followChain } from './queries/deletions.ts';
import { endingProgram, type EndingProgram } from './testing/ending-program.ts';
import { plantRows } from './testing/plant-rows.ts';

const day = 86_400_000;
let program: EndingProgram;
beforeAll(async () => {
  program = await endingProgram();
}, 240_000);
afterAll(() => program.stop());
beforeEach(() => program.forgetEndings());

describe('a case whose time is over', () => {
  it('is announced in the account and by mail, waits, and goes with everything that belongs to it', async () => {
    const ref = await program.closedCase('delete');
    await endCases(program.app);
    await program.settle();
    expect(await program.exists(ref)).toBe(1);
    const announced = (await program.as.get('/konto/loeschungen', 'resident-anna')).text;
    expect(announced).toContain(ref);
    // Overdue for a year: the day is one that is to come.
    expect(announced).toContain(formatDate('2026-12-24', 'de'));
    const mails = await program.rows<{ message: Buffer }>(
      'select message from kernel.mail where key like $1',
      [`case/${ref}/ending/%`],
    );
    expect(mails).toHaveLength(1);
    // Told again? No. Deleted before the person had time? Neither, though its day is long over.
    await endCases(program.app);
    await program.settle();
    expect([
      await program.exists(ref),
      await program.count('kernel.mail where key like $1', [`case/${ref}/ending/%`]),
    ]).toEqual([1, 1]);

    const files = await program.rows<{ id: string }>(
      'select file_id as id from cases.document where case_ref = $1',
      [ref],
    );
    expect(files.filter(({ id }) => id !== null)).toHaveLength(1);
    await program.announcedLongAgo();
    await endCases(program.app);
    expect(await program.exists(ref)).toBe(0);
    expect(await program.count('kernel.file where id = any($1)', [files.map(({ id }) => id)])).toBe(0);
    expect(await program.count('kernel.mail where key like $1', [`case/${ref}/%`])).toBe(0);
    const [line] = await program.rows<Record<string, unknown>>(
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
    expect((await program.as.get('/konto/zugriffe', 'resident-anna')).text).toContain(
      'Frist abgelaufen, löschen',
    );
    expect((await program.as.get(`/faelle/${ref}`, 'resident-anna')).status).toBe(404);
  });

  it('leaves nothing in any table that can point to a case', async () => {
    const ref = await program.closedCase('delete');
    await plantRows(program.rows, ref, randomUUID());
    await endCases(program.app);
    await program.announcedLongAgo();
    // As the database knows them: by the name of a column, or by a foreign key.
    const pointing = await program.rows<{ table: string; column: string }>(
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
        if ((await program.count(`${table} where ${column} = $1`, [ref])) > 0) found.push(table);
      return found;
    };
    // A new table gets a row in `plantRows`.
    expect(await held()).toEqual(pointing.map(({ table }) => table));
    expect(await program.count('cases.postal_letter')).toBe(1);
    await endCases(program.app);
    expect(await program.exists(ref)).toBe(0);
    // Uses keep that there was one, for ten years: without it nobody could ask who looked; emergency accesses as long as theirs says.
    expect(await held()).toEqual(['kernel.access_entry', 'policy.emergency_access']);
    expect(await program.count(`cases.postal_letter`)).toBe(0);
    expect(await program.count(`intake.upload where name = 'planted.pdf'`)).toBe(0);
    expect(await program.count(`kernel.file where name = 'planted.pdf'`)).toBe(0);
  });

  it('stays while it is program.open, whatever else of the person goes', async () => {
    const [ref, other] = [await program.closedCase('delete'), await program.closedCase('delete')];
    await endCases(program.app);
    await program.announcedLongAgo();
    // Opened again between the announcement and the night.
    await program.rows('update cases.matter set closed_at = null where ref = $1', [ref]);
    await endCases(program.app);
    expect([await program.exists(ref), await program.exists(other)]).toEqual([1, 0]);
    expect(await program.count('archive.ending where case_ref = $1', [ref])).toBe(0);
    await program.rows('delete from archive.ending');
    await endCases(program.app);
    expect(await program.count('archive.ending where case_ref = $1', [ref])).toBe(0);
  });

  it('is not due sooner by a clock set forward, nor undone or repeated by one set back', async () => {
    const ref = await program.closedCase('delete', 9);
    const { app } = program;
    const at = (days: number) => new Date(app.clock.now().getTime() + days * day);
    await endCases(app);
    expect(await program.count('archive.ending where case_ref = $1', [ref])).toBe(0);
    // Two years ahead for one night: announced, not deleted.
    await runAt(app.clock, at(730), () => endCases(app));
    expect([
      await program.exists(ref),
      await program.count('archive.ending where case_ref = $1', [ref]),
    ]).toEqual([1, 1]);
    // Right again, and set back: not due, still there, told once.
    for (const days of [0, -3650]) await runAt(app.clock, at(days), () => endCases(app));
    await program.settle();
    expect([
      await program.exists(ref),
      await program.count('kernel.mail where key like $1', [`case/${ref}/ending/%`]),
    ]).toEqual([1, 1]);
    await runAt(app.clock, at(800), () => endCases(app));
    expect(await program.exists(ref)).toBe(0);
    const lines = await program.count('archive.deletion');
    for (const days of [800, -3650]) await runAt(app.clock, at(days), () => endCases(app));
    expect([await program.count('archive.deletion'), (await followChain(bareDb(app))).broken]).toEqual([
      lines,
      undefined,
    ]);
  });

  it('goes whole or not at all, and the next night goes on', async () => {
    const refs = [
      await program.closedCase('delete'),
      await program.closedCase('delete'),
      await program.closedCase('delete'),
    ];
    await endCases(program.app);
    await program.announcedLongAgo();
    const before = await program.count('archive.deletion');
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
    expect(await Promise.all(refs.map(program.exists))).toEqual([0, 1, 0]);
    expect(await program.count('cases.history_entry where case_ref = $1', [refs[1]])).toBe(2);
    expect(await program.count('cases.document where case_ref = $1', [refs[1]])).toBe(1);
    expect(await program.count('archive.deletion')).toBe(before + 2);
    const jonas = await program.open('dpo-jonas');
    const protocol = async () => (await jonas.fetch('/archiv/protokoll')).text();
    expect(await protocol()).toContain('1 Geschäft konnte nicht gelöscht werden');
    await endCases(program.app);
    expect(await Promise.all(refs.map(program.exists))).toEqual([0, 0, 0]);
    expect(await program.count('archive.deletion')).toBe(before + 3);
    expect(await protocol()).not.toContain('nicht gelöscht werden');
  });

  it('goes with so many in a day at most, however often the job runs; what has failed comes last', async () => {
    const refs = [
      await program.closedCase('delete', 30),
      await program.closedCase('delete', 20),
      await program.closedCase('delete'),
    ];
    const { app } = program;
    // A day on which nothing has been deleted yet.
    const then = (days: number, work: () => Promise<unknown>) =>
      runAt(app.clock, new Date(app.clock.now().getTime() + days * day), async () => void (await work()));
    await endCases(app);
    const config = archiveConfig.of(app);
    archiveConfig.set(app, { ...config, mostPerNight: 1 });
    try {
      await program.rows('update archive.ending set failed_at = now() where case_ref = $1', [refs[0]]);
      for (let again = 0; again < 3; again++) await then(40, () => endCases(app));
      expect(await Promise.all(refs.map(program.exists))).toEqual([1, 0, 1]);
      await then(41, () => endCases(app));
      expect(await Promise.all(refs.map(program.exists))).toEqual([1, 0, 0]);
      await then(42, () => endCases(app));
      expect(await Promise.all(refs.map(program.exists))).toEqual([0, 0, 0]);
    } finally {
      archiveConfig.set(app, config);
    }
  });

  it('that was opened again and closed anew is announced anew, and not by what was decided about it before', async () => {
    const ref = await program.closedCase('archive-offer');
    const { app } = program;
    await endCases(app);
    await program.announcedLongAgo();
    await endCases(app);
    await program.rows(
      `update archive.ending set state = 'taken', packed_at = now(), received_at = now(), decided_at = now(), decided_by = owner_id, reason = 'lasting'`,
    );
    await transact(app, { kind: 'programme', task: 'test' }, (tx) =>
      tx.emit({ type: 'case.reopened', subject: ref, data: {} }),
    );
    await program.settle();
    expect(await program.count('archive.ending where case_ref = $1', [ref])).toBe(0);
    // Closed anew, just as overdue: told again, and it waits for the archive.
    await endCases(app);
    await program.announcedLongAgo();
    await endCases(app);
    expect(await program.rows('select state, received_at, reason from archive.ending')).toEqual([
      { state: 'offered', received_at: null, reason: null },
    ]);
  });

  it('that ends later than was said is forgotten until then', async () => {
    const ref = await program.closedCase('delete');
    await endCases(program.app);
    await program.announcedLongAgo();
    await program.rows('update cases.matter set closed_at = $2 where ref = $1', [
      ref,
      program.app.clock.now(),
    ]);
    await endCases(program.app);
    expect([
      await program.exists(ref),
      await program.count('archive.ending where case_ref = $1', [ref]),
    ]).toEqual([1, 0]);
    // Ten years on it is announced, not deleted in the night in which its time is over.
    const later = new Date(program.app.clock.now().getTime() + 3660 * day);
    await runAt(program.app.clock, later, () => endCases(program.app));
    expect([
      await program.exists(ref),
      await program.count('archive.ending where case_ref = $1', [ref]),
    ]).toEqual([1, 1]);
  });
});
