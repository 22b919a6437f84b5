// Whoever may do anything in the database is found out by the check: it stands on the page and in the metrics.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AttackedLog } from '../../../tests/support/attacked-log.ts';
import { logUses } from '../../../tests/support/logged-program.ts';
import { runAt } from '../../kernel/clock.ts';
import { checkLog } from './actions/check-log.ts';
import { keepLog } from './actions/keep-log.ts';
import { removeOldAccesses } from './actions/remove-old-accesses.ts';
import type { Finding } from './check/finding.ts';
import { logState } from './queries/log-state.ts';

let log: AttackedLog;
beforeAll(async () => {
  log = await AttackedLog.make();
});
beforeEach(() => log.reset());
afterAll(() => log.remove());

const kinds = (findings: Finding[]) => [...new Set(findings.map(({ kind }) => kind))].sort();

/** Tampers, checks, and looks at what everybody sees of it. */
async function found(...statements: string[]): Promise<Finding[]> {
  for (const statement of statements) {
    const { rowCount } = await log.root.query(statement);
    expect(rowCount, statement).not.toBe(0);
  }
  const { findings, found: count } = await checkLog(log.program.app);
  expect(count).toBe(findings.length);
  expect(findings.length).toBeGreaterThan(0);
  const html = await log.page();
  expect(html).toContain('Die Prüfung hat');
  expect(html).not.toContain('Alles passt zusammen');
  expect(await log.metrics()).toContain(`\ndrehscheibe_log_findings ${count}\n`);
  return findings;
}

const columnNames = `select column_name as name from information_schema.columns
  where table_schema = 'kernel' and table_name = 'access_entry' order by ordinal_position`;
const someEntry = `(select entry_id from transparency.leaf where index = 500)`;

describe('a log that nobody has touched', () => {
  it('is confirmed by the witness, and the check finds nothing', async () => {
    expect(await checkLog(log.program.app)).toMatchObject({ size: 1000, found: 0 });
    const state = await logState(log.program.app);
    expect(state).toMatchObject({
      size: 1000,
      waiting: 0,
      cosigned: { size: 1000 },
      witness: { state: 'agrees' },
    });
    expect(await log.page()).toContain('Alles passt zusammen');
    expect(await log.page('fr')).toContain('Tout concorde');
    expect(await log.metrics()).toContain('\ndrehscheibe_log_witness{state="agrees"} 1\n');
    expect(await log.metrics()).toContain('\ndrehscheibe_log_findings 0\n');
  });
});

describe('a clock that is set back', () => {
  it('rewinds nothing and raises no alarm, nor does one that is put right again', async () => {
    const { app } = log.program;
    const grown = async (size: number) => {
      await logUses(app, 5);
      await keepLog(app);
      const state = { size, waiting: 0, newest: { size }, cosigned: { size }, witness: { state: 'agrees' } };
      expect(await logState(app)).toMatchObject(state);
      expect(await checkLog(app)).toMatchObject({ size, found: 0 });
    };
    await runAt(app.clock, new Date(app.clock.now().getTime() - 2 * 86_400_000), () => grown(1005));
    await grown(1010);
  });
});

describe('the check finds', () => {
  it.each([
    ['id', 'id + 100000'],
    ['at', `at + interval '1 microsecond'`],
    ['kind', `'change'`],
    ['actor_kind', `'self'`],
    ['actor_id', 'gen_random_uuid()'],
    ['actor_role', `'head'`],
    ['actor_unit', 'null'],
    ['subject_id', 'gen_random_uuid()'],
    ['fields', `'{name}'`],
    ['purpose', `purpose || ' '`],
    ['legal_basis', 'null'],
    ['case_ref', `''`],
    ['salt', `'\\x${'00'.repeat(16)}'`],
  ])('a changed %s', async (column, value) => {
    const { rows } = await log.root.query<{ name: string }>(columnNames);
    const names = rows.map(({ name }) => name);
    const values = names.map((name) => (name === column ? value : name));
    // Out and in again: a number can't be updated.
    const findings = await found(
      `with old as (delete from kernel.access_entry where id = ${someEntry} returning *)
       insert into kernel.access_entry (${names.join(', ')}) overriding system value select ${values.join(', ')} from old`,
    );
    // With another number it is a row that is gone, and one that was never there.
    const expected = column === 'id' ? ['inserted', 'removed'] : ['changed'];
    expect(kinds(findings)).toEqual(expected);
    expect(findings.some(({ index }) => index === 500)).toBe(true);
  });

  it('a use that is hidden from the person afterwards', async () => {
    const { rows } = await log.root.query<{ name: string }>(columnNames);
    const names = rows.map(({ name }) => name);
    const hidden: Record<string, string> = { hidden_until: "now() + interval '1 year'", hidden_basis: "'x'" };
    const findings = await found(
      `with old as (delete from kernel.access_entry where id = ${someEntry} returning *)
       insert into kernel.access_entry (${names.join(', ')}) overriding system value
       select ${names.map((name) => hidden[name] ?? name).join(', ')} from old`,
    );
    expect(kinds(findings)).toEqual(['changed']);
  });

  it('a salt of another length, for which the table must be changed first', async () => {
    await log.root.query('alter table kernel.access_entry drop constraint access_entry_salt');
    expect(kinds(await found(`update kernel.access_entry set salt = '' where id = ${someEntry}`))).toEqual([
      'changed',
    ]);
    await log.root.query(
      `update kernel.access_entry set salt = decode(repeat('00', 16), 'hex') where salt = ''`,
    );
    await log.root.query(
      'alter table kernel.access_entry add constraint access_entry_salt check (length(salt) = 16)',
    );
  });

  it('no column less than the table has', async () => {
    const { rows } = await log.root.query<{ name: string }>(columnNames);
    expect(rows.map(({ name }) => name).toSorted()).toEqual([
      ...['actor_id', 'actor_kind', 'actor_role', 'actor_unit', 'at', 'case_ref', 'fields'],
      ...['hidden_basis', 'hidden_until', 'id', 'kind', 'legal_basis', 'purpose', 'salt', 'subject_id'],
    ]);
  });

  it('a removed row, also when the log is made to say that it was lawful', async () => {
    expect(kinds(await found(`delete from kernel.access_entry where id = ${someEntry}`))).toEqual([
      'removed',
    ]);
    expect(
      kinds(
        await found(
          `insert into transparency.removal (log, index, removed_at, reason) values (1, 500, now(), 'retention')`,
        ),
      ),
    ).toEqual(['removed']);
    // Dating the leaf back does not help: its day is part of the hash.
    expect(
      kinds(
        await found(
          `update transparency.leaf set entry_at = entry_at - interval '11 years' where index = 500`,
        ),
      ),
    ).toEqual(['backdated', 'tree']);
  });

  it.each([
    ['in a gap', '-5', `now() - interval '2 days'`],
    ['beside one with the same number', someEntry, `now() - interval '2 days'`],
    ['with a number from the future', '100000', 'now()'],
  ])('a row that was inserted %s', async (_where, id, at) => {
    const findings = await found(
      `insert into kernel.access_entry overriding system value
         select ${id}, ${at}, kind, actor_kind, actor_id, actor_role, actor_unit, subject_id, fields, purpose, legal_basis, case_ref
         from kernel.access_entry where id = ${someEntry}`,
    );
    expect(kinds(findings)).toEqual(['inserted']);
  });

  it('a row that was inserted as if it were new, and dated back', async () => {
    await log.root.query(
      `insert into kernel.access_entry (at, kind, actor_kind, subject_id, fields, purpose)
       values (now() - interval '2 days', 'read', 'programme', gen_random_uuid(), '{name}', 'invented')`,
    );
    await keepLog(log.program.app);
    const { findings } = await checkLog(log.program.app);
    expect(findings).toMatchObject([{ kind: 'backdated', index: 1000 }]);
    expect(await log.page()).toContain('zurückdatiert');
  });

  it('leaves, tiles and checkpoints that were altered', async () => {
    const flip = (column: string) => `set_byte(${column}, 0, get_byte(${column}, 0) # 1)`;
    for (const [statement, expected] of [
      [`update transparency.leaf set commitment = ${flip('commitment')} where index = 500`, ['tree']],
      [`delete from transparency.leaf where index = 999`, ['inserted', 'tree']],
      [`update transparency.tile set hashes = ${flip('hashes')} where level = 1`, ['tree']],
      [
        `update transparency.tile set hashes = ${flip('hashes')} where level = 0 and number = 1`,
        ['changed', 'head', 'tree'],
      ],
      [`delete from transparency.tile where level = 0 and number = 2`, ['tree']],
      [`update transparency.checkpoint set head = ${flip('head')} where size = 600`, ['head']],
      [
        `update transparency.checkpoint set note = replace(note, e'\\n600\\n', e'\\n601\\n') where size = 600`,
        ['head'],
      ],
      [`delete from transparency.checkpoint where size = 1000`, ['head']],
    ] as const) {
      expect((await log.root.query(statement)).rowCount, statement).toBe(1);
      expect(kinds((await checkLog(log.program.app)).findings), statement).toEqual(expected);
      await log.reset();
    }
  });
});

describe('retention', () => {
  it('removes rows whose time is over, and the log still holds without them', async () => {
    expect(await removeOldAccesses(log.program.app)).toBe(10);
    expect(await removeOldAccesses(log.program.app)).toBe(0);
    const { rows } = await log.root.query<{ count: number }>(
      'select count(*)::int as count from kernel.access_entry',
    );
    expect(rows[0]?.count).toBe(990);
    expect(await checkLog(log.program.app)).toMatchObject({ size: 1000, found: 0 });
    await keepLog(log.program.app);
    expect(await logState(log.program.app)).toMatchObject({ removed: 10, witness: { state: 'agrees' } });
    expect(await log.page()).toContain('Nach Ablauf der Frist gelöscht');
  });
});
