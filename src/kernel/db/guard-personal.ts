// Holds every statement against the tables with personal data: it runs only where somebody answers for the use.
// Logging that is left to good will is left out (Estonia's data tracker: 15 of 300 systems); here the connection refuses.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';

/** A use of personal data for which nobody answers. Names tables, never values. */
export class PersonalDataRefused extends Error {
  constructor(tables: Iterable<string>, why: string) {
    super(`${[...tables].join(', ')}: ${why}`);
    this.name = 'PersonalDataRefused';
  }
}

/** What answers for the use of personal data while some work runs. */
interface PersonalScope {
  /** Tables with personal data that were used. */
  readonly used: Set<string>;
  /** Whether somebody has answered: the use stands in the access log, is of own data, or shows nobody. */
  answered: boolean;
}

const current = new AsyncLocalStorage<PersonalScope>();

/** Runs work for whose use of personal data the caller answers at once, whatever is around it. */
export function answeredScope<Result>(work: () => Promise<Result>): Promise<Result> {
  return current.run({ used: new Set(), answered: true }, work);
}

/**
 * Runs work that answers before it ends.
 * @param work is given what to call when it has answered
 * @throws PersonalDataRefused after work that has used personal data and not answered
 */
export async function answeringScope<Result>(work: (answer: () => void) => Promise<Result>): Promise<Result> {
  const scope: PersonalScope = { used: new Set(), answered: false };
  const result = await current.run(scope, () => work(() => void (scope.answered = true)));
  if (scope.used.size > 0 && !scope.answered)
    throw new PersonalDataRefused(scope.used, 'used, and no entry says by whom and why');
  return result;
}

/** `schema.table`, quoted or not; the second name is only looked at, so that `a.b.c` is a.b and b.c. */
const qualified = /("?)([a-z_]\w*)\1\s*\.\s*(?="?([a-z_]\w*))/gi;
const partition = /_(?:\d{4}|other)$/;

/** Finds the guarded tables that a statement names. Statements are few, their texts are remembered. */
export class PersonalTables {
  private readonly tables: ReadonlySet<string>;
  private readonly known = new Map<string, readonly string[]>();

  /** @param tables `cases.matter` */
  constructor(tables: readonly string[]) {
    this.tables = new Set(tables);
  }

  in(statement: string): readonly string[] {
    const before = this.known.get(statement);
    if (before) return before;
    const found = new Set<string>();
    for (const [, , schema = '', table = ''] of statement.matchAll(qualified)) {
      const name = `${schema}.${table}`.toLowerCase();
      for (const each of [name, name.replace(partition, '')]) if (this.tables.has(each)) found.add(each);
    }
    // Lists of changing length make endlessly many texts.
    if (this.known.size > 5_000) this.known.clear();
    const names = [...found];
    this.known.set(statement, names);
    return names;
  }

  /** @throws PersonalDataRefused when the statement uses personal data and nobody answers for it */
  check(statement: string): void {
    const tables = this.in(statement);
    if (tables.length === 0) return;
    const scope = current.getStore();
    if (!scope) throw new PersonalDataRefused(tables, 'personal data is used only where the use is logged');
    for (const table of tables) scope.used.add(table);
  }
}

/** Holds every statement of the pool's clients against the tables, before it is sent: Kysely's, the workers', anybody's. */
export function guardPool(pool: Pool, tables: readonly string[]): void {
  if (tables.length === 0) return;
  const personal = new PersonalTables(tables);
  // Who waits for a connection is called from within the work of whoever gives one back; the use that counts is the caller's own.
  const connect = pool.connect.bind(pool);
  pool.connect = ((callback?: Parameters<typeof connect>[0]) =>
    callback ? connect(AsyncResource.bind(callback)) : connect()) as typeof pool.connect;
  pool.on('connect', (client: PoolClient) => {
    const send = client.query.bind(client) as (...query: unknown[]) => unknown;
    client.query = ((...query: unknown[]) => {
      personal.check(textOf(query[0]));
      return send(...query);
    }) as typeof client.query;
  });
}

/** As pg takes it: a text, or a configuration, query or cursor with one. */
function textOf(query: unknown): string {
  const text = typeof query === 'string' ? query : (query as { text?: unknown } | undefined)?.text;
  if (typeof text !== 'string') throw new TypeError('A statement without a text can’t be examined');
  return text;
}
