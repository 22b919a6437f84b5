// The witness refuses a log that was rewritten or set back, whoever did it with whatever key; everybody sees it.
import { ownData } from '../../kernel/audit/personal-data.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AttackedLog } from '../../../tests/support/attacked-log.ts';
import { logUses, subject } from '../../../tests/support/logged-program.ts';
import { readConfig } from '../../config.ts';
import { writeBackup } from '../../kernel/backup/write-backup.ts';
import { createClock } from '../../kernel/clock.ts';
import { connect } from '../../kernel/db/connect.ts';
import { verifyReceipt } from '../../tlog/receipt.ts';
import { makePrivateKey } from '../../tlog/signer.ts';
import { beginLogAnew } from './actions/begin-log-anew.ts';
import { checkLog } from './actions/check-log.ts';
import { keepLog } from './actions/keep-log.ts';
import { logState } from './queries/log-state.ts';
import { receiptFor } from './queries/receipts.ts';

let log: AttackedLog;
beforeAll(async () => {
  log = await AttackedLog.make();
});
beforeEach(() => log.reset());
afterAll(() => log.remove());

describe('another key', () => {
  it('does not go on with the log', async () => {
    await log.stopProgram();
    await expect(log.startProgram(makePrivateKey())).rejects.toThrow('was signed with another key');
    await log.startProgram();
  });
});

describe('the witness refuses', () => {
  it('a log that was rewritten with its own key', async () => {
    // The attacker has the key of the log and makes everything fit: a new log of the same name over changed rows.
    await log.root.query(
      `update kernel.access_entry set actor_role = 'head' where id = (select entry_id from transparency.leaf where index = 500)`,
    );
    await log.root.query('truncate transparency.leaf, transparency.tile, transparency.checkpoint');
    await log.root.query('update transparency.log set size = 0, settled_id = 0');
    await log.root.query('delete from transparency.check_run');
    await keepLog(log.program.app);
    expect(await checkLog(log.program.app)).toMatchObject({ size: 1000, found: 0 });
    expect((await logState(log.program.app)).witness).toMatchObject({ state: 'forked' });
    expect(await log.page()).toContain('Das Protokoll ist nicht mehr dasselbe');
    expect(await log.page('it')).toContain('Il registro non è più lo stesso');
    expect(await log.metrics()).toContain('\ndrehscheibe_log_witness{state="forked"} 1\n');
    // It stands still, and is not confirmed.
    await logUses(log.program.app, 5);
    await keepLog(log.program.app);
    expect(await logState(log.program.app)).toMatchObject({ size: 1000, cosigned: undefined, waiting: 5 });
  });

  it('nothing when it is away, forgets, or does not know the log; that is shown, too', async () => {
    const { url, key } = log.witness;
    log.program.app.config.witness = { url: 'http://127.0.0.1:9', key };
    await logUses(log.program.app, 1);
    await keepLog(log.program.app);
    expect(await logState(log.program.app)).toMatchObject({ size: 1001, witness: { state: 'unreachable' } });
    expect(await log.page('en')).toContain('The witness does not answer');

    // Another witness, without memory: it begins with what it is shown.
    const fresh = await log.startWitness([await log.publicKey()], 'fresh');
    log.program.app.config.witness = { url: fresh.url, key: fresh.key };
    await keepLog(log.program.app);
    expect(await logState(log.program.app)).toMatchObject({
      witness: { state: 'agrees' },
      cosigned: { size: 1001 },
    });
    // Signed by another than it says.
    log.program.app.config.witness = { url: fresh.url, key };
    await keepLog(log.program.app);
    expect((await logState(log.program.app)).witness?.state).toBe('unreachable');
    await fresh.close();

    const stranger = await log.startWitness([], 'stranger');
    log.program.app.config.witness = { url: stranger.url, key: stranger.key };
    await keepLog(log.program.app);
    expect((await logState(log.program.app)).witness?.state).toBe('stranger');
    expect(await log.page()).toContain('Der Zeuge kennt dieses Protokoll nicht');
    await stranger.close();
    log.program.app.config.witness = { url, key };
  });

  it('late only what has waited long, however long ago the last checkpoint was', async () => {
    const { app } = log.program;
    await keepLog(app);
    const real = app.clock;
    const minutesLater = (minutes: number) => new Date(real.now().getTime() + minutes * 60_000);
    // A use after a quiet hour: it has just been made, and the log is as it should be.
    await logUses(app, 1);
    await log.root.query('alter table transparency.checkpoint disable trigger all');
    await log.root.query(`update transparency.checkpoint set signed_at = signed_at - interval '1 hour'`);
    await log.root.query('alter table transparency.checkpoint enable trigger all');
    expect(await log.page()).not.toContain('Neue Zugriffe warten');
    app.clock = { ...real, now: () => minutesLater(11) };
    try {
      expect(await log.page()).toContain('Neue Zugriffe warten');
    } finally {
      app.clock = real;
    }
  });

  // The last one: what the others go back to is not in a backup.
  it('a log that was set back to an older backup, also when it has grown since; a new one can be begun', async () => {
    const older = join(log.folder, 'older.backup');
    await writeBackup(log.server.url, older, '0.0.0');
    await logUses(log.program.app, 50);
    await keepLog(log.program.app);
    const [lost] = (await log.root.query<{ id: number }>('select max(id) as id from kernel.access_entry'))
      .rows;
    const receipt = await ownData(log.program.app, { id: subject }, () =>
      receiptFor(log.program.app, subject, [Number(lost?.id)]),
    );
    expect(await verifyReceipt(receipt)).toMatchObject({ valid: true, size: 1050 });

    await log.restore(older);
    expect((await logState(log.program.app)).witness?.state).toBe('agrees');
    await keepLog(log.program.app);
    expect((await logState(log.program.app)).witness).toMatchObject({ state: 'rewound', size: 1050 });
    const html = await log.page();
    expect(html).toContain('Das Protokoll ist kürzer als zuvor');
    expect(html).toMatch(/1050 Einträge bestätigt, hier sind es 1000/);
    expect(await log.metrics()).toContain('\ndrehscheibe_log_witness{state="rewound"} 1\n');
    await logUses(log.program.app, 100);
    await keepLog(log.program.app);
    expect((await logState(log.program.app)).size).toBe(1000);

    // What the operator does: docs/guides/transparency-log.md.
    await log.stopProgram();
    const { db, close } = connect(log.server.url, 2);
    const config = readConfig({ LOG_KEY: log.logKey, BASE_URL: 'http://canton.example' });
    const reason = 'Nach einem Schaden aus der Sicherung wiederhergestellt';
    const { origin, key } = await beginLogAnew(db, config, createClock(), reason);
    await close();
    expect(origin).toBe('canton.example/log/2');
    await log.witness.close();
    await log.startWitness([await log.publicKey(), key]);
    await log.startProgram();
    await keepLog(log.program.app);
    expect(await logState(log.program.app)).toMatchObject({
      size: 1100,
      cosigned: { size: 1100 },
      witness: { state: 'agrees' },
    });
    expect(await checkLog(log.program.app)).toMatchObject({ size: 1100, found: 0 });
    const after = await log.page();
    expect(after).toContain('Alles passt zusammen');
    expect(after).toContain(reason);
    // A receipt of the old log stays valid, and shows what was lost.
    expect(await verifyReceipt(receipt)).toMatchObject({ valid: true, size: 1050 });
  });
});
