// The running program as its parts see it: configuration, database, clock, log, modules. Made once, in main.
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Canton } from './canton.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db/connect.ts';
import type { AssetManifest } from './http/assets.ts';
import type { LiveValues } from './live/live-values.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Module } from './module.ts';

export interface App {
  config: Config;
  canton: Canton;
  clock: Clock;
  db: Database;
  pool: Pool;
  log: Logger;
  mailer: Mailer;
  /** What all processes show alike, e.g. a warning on all pages. */
  live: LiveValues;
  modules: readonly Module[];
  /** Event type -> tasks that are queued when it happens. */
  subscriptions: ReadonlyMap<string, readonly string[]>;
  /** Signs CSRF tokens and cookies; shared by all processes through the database or SECRET. */
  secret: string;
  assets: AssetManifest;
  /** Name and version of what is served; part of every cache key. */
  release: string;
}

/** State that a module loads once per running program, e.g. the organisation. Tests run several programs in one process. */
export function perApp<State>(name: string): { set(app: App, state: State): void; of(app: App): State } {
  const states = new WeakMap<App, State>();
  return {
    set: (app, state) => void states.set(app, state),
    of: (app) => {
      const state = states.get(app);
      if (state === undefined) throw new Error(`${name} is used before its module has started`);
      return state;
    },
  };
}
