// The database of a running program as its administrator sees it: tests set the scene and look at rows without a reason.
import type { App } from '../../src/kernel/app.ts';
import { connect, type Connection, type Database } from '../../src/kernel/db/connect.ts';

const opened = new WeakMap<App, Connection>();

/** Another pool on the program's database, whose statements nothing refuses; closed with the program's own. */
function unguarded(app: App): Connection {
  const before = opened.get(app);
  if (before) return before;
  const connection = connect(app.pool.options.connectionString ?? '', 2);
  opened.set(app, connection);
  const end = app.pool.end.bind(app.pool) as () => Promise<void>;
  app.pool.end = (async () => {
    await connection.close();
    await end();
  }) as typeof app.pool.end;
  return connection;
}

export const bareDb = (app: App): Database => unguarded(app).db;
export const barePool = (app: App): Connection['pool'] => unguarded(app).pool;
