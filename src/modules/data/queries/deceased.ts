// Who has died, as the residents' register says: asked there, kept here, so that a transaction can hold to it.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { deceasedEntries } from '../registers/ask-register.ts';
import { reasonOfTask } from '../registers/task-reason.ts';

/** As many as one question may name. */
const together = 500;

/**
 * Asks the register, outside of transactions, and keeps what it says. A register that is silent changes nothing: who was
 * alive counts as alive until it says otherwise.
 */
export async function learnDeaths(app: App, registerIds: readonly string[]): Promise<void> {
  const ids = [...new Set(registerIds)];
  for (let at = 0; at < ids.length; at += together) {
    const answer = await deceasedEntries(
      app,
      ids.slice(at, at + together),
      reasonOfTask(app, 'mandate', 'mandates'),
    );
    if ('silent' in answer || answer.found.length === 0) continue;
    await impersonal(app, 'find-rights', (db) =>
      db
        .insertInto('data.deceased')
        .values(
          answer.found.map(({ id, values }) => ({
            register_id: id,
            died_on: String(values['diedOn']),
            learned_at: app.clock.now(),
          })),
        )
        .onConflict((conflict) => conflict.column('register_id').doNothing())
        .execute(),
    );
  }
}

/** Those of the keys whose person has died. No access is logged: nothing is told to anybody but that a right has ended. */
export async function deceasedAmong(db: Database, registerIds: readonly string[]): Promise<Set<string>> {
  if (registerIds.length === 0) return new Set();
  const rows = await impersonal({ db }, 'find-rights', () =>
    db
      .selectFrom('data.deceased')
      .select('register_id')
      .where('register_id', 'in', [...new Set(registerIds)])
      .execute(),
  );
  return new Set(rows.map((row) => row.register_id));
}
