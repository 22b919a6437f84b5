// Files that go with what they belonged to, their parts with them.
import type { Database } from '../db/connect.ts';

/** In the caller's transaction. @returns how many there were, and their bytes */
export async function removeFiles(
  db: Database,
  ids: readonly string[],
): Promise<{ files: number; bytes: number }> {
  if (ids.length === 0) return { files: 0, bytes: 0 };
  const rows = await db.deleteFrom('kernel.file').where('id', 'in', ids).returning('size').execute();
  return { files: rows.length, bytes: rows.reduce((sum, { size }) => sum + size, 0) };
}
