// What this module holds about somebody, for the copy of their own data.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

export interface ExportedQuestion {
  /** Numbers of entries of the access log. */
  entries: string[];
  question: string;
  askedAt: string;
  due: string;
  answer: string | null;
  answeredAt: string | null;
}

export interface ExportedReading {
  persons: number;
  since: string;
  until: string;
  noticedAt: string;
}

/** Newest first; nobody has more than some hundreds in ten years, since twenty may be open at a time. */
export async function* exportQuestions(app: App, holder: { id: string }): AsyncGenerator<ExportedQuestion> {
  const rows = await ownData(app, holder, (db) =>
    db
      .selectFrom('oversight.question')
      .select(['question', 'asked_at', 'due', 'answer', 'answered_at'])
      .select(sql<string[]>`entries::text[]`.as('entries'))
      .where('account_id', '=', holder.id)
      .orderBy('asked_at', 'desc')
      .execute(),
  );
  for (const row of rows)
    yield {
      entries: row.entries,
      question: row.question,
      askedAt: row.asked_at.toISOString(),
      due: row.due,
      answer: row.answer,
      answeredAt: row.answered_at?.toISOString() ?? null,
    };
}

/** Of a member of staff: that they looked at unusually many people. */
export async function* exportUnusual(app: App, holder: { id: string }): AsyncGenerator<ExportedReading> {
  const rows = await ownData(app, holder, (db) =>
    db
      .selectFrom('oversight.unusual_reading')
      .select(['persons', 'since', 'until', 'noticed_at'])
      .where('actor_id', '=', holder.id)
      .orderBy('noticed_at', 'desc')
      .execute(),
  );
  for (const row of rows)
    yield {
      persons: row.persons,
      since: row.since.toISOString(),
      until: row.until.toISOString(),
      noticedAt: row.noticed_at.toISOString(),
    };
}
