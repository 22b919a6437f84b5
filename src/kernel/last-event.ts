// The newest event of a kind: how far work has come that marks its progress by events.
import type { Database } from './db/connect.ts';

/** @returns its data; undefined where none has happened */
export async function lastEvent(db: Database, type: string): Promise<Record<string, unknown> | undefined> {
  const row = await db
    .selectFrom('kernel.event')
    .select('data')
    .where('type', '=', type)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.data as Record<string, unknown> | undefined;
}
