// One transaction per action: its rows, its access-log entries, its events and its jobs are committed together or not at all.
import { sql, type Transaction as KyselyTransaction } from 'kysely';
import type { DB } from './db/tables.ts';
import type { Actor } from './actor.ts';
import { actingRules } from './acting.ts';
import type { App } from './app.ts';
import type { ImpersonalReason } from './audit/personal-data.ts';
import { withBasis } from './audit/use-basis.ts';
import { writeAccess, type Access } from './audit/write-access.ts';
import { answeringScope } from './db/guard-personal.ts';

/** Something that happened, named in the past tense: `case.decided`. `data` is JSON without secrets. */
export interface Event {
  type: string;
  /** What it is about, e.g. the case reference. */
  subject: string;
  data: Record<string, unknown>;
}

export interface Transaction {
  db: KyselyTransaction<DB>;
  app: App;
  actor: Actor;
  /** Records uses of personal data, all in one statement. None: what was read concerns nobody, e.g. nothing was found. */
  recordAccess(...accesses: Access[]): Promise<void>;
  /** Says that the actor uses only own data: no entry. */
  ownData(): void;
  /** Says that nobody is shown a person by this: no entry. */
  impersonal(reason: ImpersonalReason): void;
  /** Records an event and queues the jobs of those who subscribed to it. */
  emit(event: Event): Promise<void>;
  /** Records events of which no subscriber hears, in one statement: for seeds in bulk. */
  emitUnheard(events: readonly Event[]): Promise<void>;
  /** Queues a job; with `key`, a job of the same key that has not run yet is replaced, by `keepPlace` in its place of the queue. */
  queue(
    task: string,
    payload: Record<string, unknown>,
    options?: { key?: string; runAt?: Date; keepPlace?: boolean },
  ): Promise<void>;
}

/**
 * Runs `work` in one transaction as `actor`; an exception rolls everything back.
 * @throws PersonalDataRefused when it has used personal data and neither recorded the use nor said why it need not
 */
export async function transact<Result>(
  app: App,
  actor: Actor,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return app.db.transaction().execute((db) =>
    answeringScope(async (answer) => {
      // A mandate that is revoked at this moment either waits for this transaction or stops it.
      if (actor.kind === 'person' && actor.acting) await actingRules(app).confirm(app, db, actor.acting);
      const tx: Transaction = {
        db,
        app,
        actor,
        recordAccess: async (...accesses) => {
          answer();
          const based = accesses.map((access) => withBasis(app, actor, access));
          await writeAccess(db, app.clock, actor, based);
        },
        ownData: answer,
        impersonal: answer,
        emit: async (event) => {
          await db
            .insertInto('kernel.event')
            .values({
              at: app.clock.now(),
              type: event.type,
              subject: event.subject,
              data: JSON.stringify(event.data),
            })
            .execute();
          for (const task of app.subscriptions.get(event.type) ?? []) {
            await tx.queue(task, { type: event.type, subject: event.subject, data: event.data });
          }
        },
        emitUnheard: async (events) => {
          if (events.length === 0) return;
          const at = app.clock.now();
          await db
            .insertInto('kernel.event')
            .values(
              events.map(({ type, subject, data }) => ({ at, type, subject, data: JSON.stringify(data) })),
            )
            .execute();
        },
        queue: async (task, payload, options = {}) => {
          await sql`select graphile_worker.add_job(${task}, payload := ${JSON.stringify(payload)}::json,
          job_key := ${options.key ?? null}, run_at := ${options.runAt ?? null}::timestamptz, max_attempts := 12,
          job_key_mode := ${options.keepPlace ? 'preserve_run_at' : 'replace'})`.execute(db);
        },
      };
      return work(tx);
    }),
  );
}
