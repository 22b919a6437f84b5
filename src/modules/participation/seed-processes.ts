// Fills the demonstration's processes with invented contributions: real rows by the same actions that people use.
import type { App } from '../../kernel/app.ts';
import { impersonal } from '../../kernel/audit/personal-data.ts';
import { kindOf } from './kinds/all.ts';
import { allProcesses } from './queries/processes.ts';

/** Idempotent: a process that has contributions or secret ballots stays as it is. */
export async function seedProcesses(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  for (const process of allProcesses(app)) {
    const filled = await impersonal(app, 'demonstration', (db) =>
      db
        .selectFrom('participation.contribution')
        .select('id')
        .where('process_id', '=', process.id)
        .limit(1)
        .executeTakeFirst(),
    );
    const voted = await app.db
      .selectFrom('participation.ballot')
      .select('pseudonym')
      .where('process_id', '=', process.id)
      .limit(1)
      .executeTakeFirst();
    if (process.invented && !filled && !voted) await kindOf(process.kind).seed?.(app, process);
  }
}
