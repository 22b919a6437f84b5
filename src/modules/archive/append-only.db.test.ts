// What can only be appended: it names nobody, and still verifies after a deletion.
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bareDb } from '../../../tests/support/unguarded.ts';
import { atOnce } from '../dialogue/testing/as-identities.ts';
import { checkLog } from '../transparency/actions/check-log.ts';
import { keepLog } from '../transparency/actions/keep-log.ts';
import { checkProtocol } from './actions/check-protocol.ts';
import { endCases } from './actions/end-cases.ts';
import { followChain } from './queries/deletions.ts';
import { endingProgram, type EndingProgram } from './testing/ending-program.ts';

let program: EndingProgram;
beforeAll(async () => {
  program = await endingProgram();
}, 240_000);
afterAll(() => program.stop());
beforeEach(() => program.forgetEndings());

describe('what can only be appended', () => {
  it('holds nothing that a person has written and no name: there is nothing to shred but the case', async () => {
    await program.as.submit(atOnce);
    await program.settle();
    // Triggers that refuse a delete.
    const found = await program.rows<{ table: string }>(
      `select distinct n.nspname || '.' || c.relname as table from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where p.proname like 'refuse%' and (t.tgtype & 8) <> 0 and not c.relispartition order by 1`,
    );
    // A new append-only table is a decision to make here.
    expect(found.map(({ table }) => table)).toEqual([
      'archive.deletion',
      'archive.protocol_check',
      // What officers decided about a planned processing; names no one concerned.
      'governance.decision',
      // Who of the staff has said or done what in office.
      'initiatives.entry',
      'initiatives.obstacle_step',
      'initiatives.opinion',
      'initiatives.step',
      'initiatives.verdict',
      'kernel.access_entry',
      'kernel.event',
      // Which of the staff has passed which course when.
      'learning.certificate',
      'learning.completion',
      // The ledger: amounts, and numbers of bills.
      'money.booking',
      'money.posting',
      // What officers did about a breach; goes ten years after.
      'oversight.incident_entry',
      'policy.certificate',
      'transparency.checkpoint',
      'transparency.leaf',
      'transparency.removal',
      'transparency.tile',
    ]);
    // What staff do in office stands under their name.
    const inOffice = /^(?:initiatives|learning)\./;
    for (const { table } of found.filter((each) => !inOffice.test(each.table))) {
      const text = await program.rows(
        // An address such as «beispiel-plan-auf-papier» names an example, not a person.
        `select 1 from ${table} as whole_row where whole_row::text ~* '(beispiel(?!-)|muster|luna|@example|756\\.9999|rheingasse)' limit 1`,
      );
      expect(text, table).toEqual([]);
    }
  });

  it('still verifies after a deletion: the log of uses and the protocol', async () => {
    const ref = await program.closedCase('delete');
    await keepLog(program.app);
    await endCases(program.app);
    await program.announcedLongAgo();
    await endCases(program.app);
    expect(await program.exists(ref)).toBe(0);
    await keepLog(program.app);
    const checked = await checkLog(program.app);
    expect(checked.size).toBeGreaterThan(10);
    expect(checked.findings).toEqual([]);
    expect((await followChain(bareDb(program.app))).broken).toBeUndefined();
    await checkProtocol(program.app);
    await expect(program.rows('update archive.deletion set files = 7')).rejects.toThrow('append-only');
    await expect(program.rows('delete from archive.deletion')).rejects.toThrow('append-only');
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
    expect((await followChain(bareDb(program.app))).broken).toBeTypeOf('number');
    const jonas = await program.open('dpo-jonas');
    const protocol = async (query = '') => (await jonas.fetch(`/archiv/protokoll${query}`)).text();
    expect(await protocol()).toContain('wurde verändert');
    // On a page without that line, what the night has found says so.
    const older = '?vor=2';
    expect(await protocol(older)).not.toContain('wurde verändert');
    await checkProtocol(program.app);
    expect(await protocol(older)).toContain('wurde verändert');
  });
});
