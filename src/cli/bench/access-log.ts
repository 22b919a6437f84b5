// What the access log costs: a case worker's page of a case, as it is and with nothing of the log done.
import type { PoolClient } from 'pg';
import { readConfig } from '../../config.ts';
import { runningEmbeddedPostgres } from '../../kernel/db/embedded-postgres.ts';
import { createProgram } from '../../program.ts';
import { freePort } from './children.ts';
import { byTurns, type Figure } from './figures.ts';
import { operationsPerSecond } from './load.ts';

/** Statements of the log on this page: the entry, and the transaction around it, which a page that only reads has for it alone. */
const ofTheLog = /^\s*(?:insert into "kernel"\."access_entry"|begin\b|start transaction\b|commit\b)/i;

const nothing = { command: '', rowCount: 0, oid: 0, fields: [], rows: [] };

/** Eight pages at a time and one after the other; each is looked at: a refusal is no page. */
export async function accessLog(dataDir: string, ref: string): Promise<Figure[]> {
  const database = await runningEmbeddedPostgres(dataDir);
  if (!database) throw new Error('The embedded database does not run');
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    WITNESS_URL: 'none',
  });
  const program = await createProgram(config, database.url);
  let skipped = 0;
  let skipping = false;
  try {
    const { pool } = program.connection;
    const acquire = pool.connect.bind(pool);
    const patched = new WeakSet<PoolClient>();
    // Those that are open already, too.
    pool.connect = (async () => {
      const client = await acquire();
      if (patched.has(client)) return client;
      patched.add(client);
      const send = client.query.bind(client) as (...query: unknown[]) => unknown;
      client.query = ((...query: unknown[]) => {
        const text = typeof query[0] === 'string' ? query[0] : (query[0] as { text: string }).text;
        if (!skipping || !ofTheLog.test(text)) return send(...query);
        skipped++;
        return Promise.resolve(nothing);
      }) as typeof client.query;
      return client;
    }) as typeof pool.connect;
    await program.server.ready();
    const signedIn = await program.server.inject({
      method: 'POST',
      url: '/demo/token',
      payload: { identity: 'clerk-fiona' },
    });
    const authorization = `Bearer ${signedIn.json<{ access_token: string }>().access_token}`;
    const page = async () => {
      const { statusCode, body } = await program.server.inject({
        url: `/faelle/${ref}`,
        headers: { authorization },
      });
      if (statusCode !== 200 || !body.includes(ref)) throw new Error(`/faelle/${ref} answered ${statusCode}`);
    };
    const measured = (connections: number, without: boolean) => async () => {
      skipping = without;
      return operationsPerSecond(connections, 2, page);
    };
    await measured(8, false)();
    await measured(8, true)();
    if (skipped === 0) throw new Error('The page wrote nothing to the access log');
    const figure = async (task: string, connections: number): Promise<Figure> => ({
      task,
      ...(await byTurns(5, measured(connections, false), measured(connections, true))),
      unit: 'pages/s',
      against: 'the same page without the entry in the access log and without a transaction for it',
      better: 'higher',
      subject: `/faelle/${ref} for a case worker`,
    });
    return [await figure('access-log', 8), await figure('access-log-alone', 1)];
  } finally {
    await program.close();
  }
}
