// Somebody's duties from what is kept of them, without asking registers: for reminders and the calendar.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { hashOf } from '../../../kernel/secret.ts';
import { fulfilling, keptDuties, type KeptDuty } from './own-duties.ts';
import { statedFacts } from './own-facts.ts';

export interface Setting {
  remindDays: number | null;
  calendarMadeAt: Date | null;
  language: string;
}

export async function settingOf(db: Database, accountId: string): Promise<Setting | undefined> {
  const row = await db
    .selectFrom('duties.setting')
    .select(['remind_days', 'calendar_made_at', 'language'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && { remindDays: row.remind_days, calendarMadeAt: row.calendar_made_at, language: row.language };
}

export async function dutyOwn(
  app: App,
  actor: PersonActor,
): Promise<{ setting: Setting | undefined; duties: KeptDuty[] }> {
  const facts = await ownData(app, actor, (db) => statedFacts(app, db, actor.id));
  const submitted = await fulfilling(app, actor, facts);
  return ownData(app, actor, async (db) => ({
    setting: await settingOf(db, actor.id),
    duties: await keptDuties(app, db, actor, facts, submitted),
  }));
}

/** Whose calendar a secret opens; undefined for one that is revoked, replaced or never was. */
export async function accountOfCalendar(app: App, secret: string): Promise<string | undefined> {
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('duties.setting')
      .select('account_id')
      .where('calendar_hash', '=', hashOf(secret))
      .executeTakeFirst(),
  );
  return row?.account_id;
}
