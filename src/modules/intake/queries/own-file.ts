// A file that someone has handed in and that is not part of a case yet: its owner may have it back.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { findFile, type FileState } from '../../../kernel/files/store-file.ts';

export const fileAddress = (app: App, id: string) => `${app.config.baseUrl}/api/v1/files/${id}`;

/** Undefined for somebody else's. @param id uuid */
export async function ownFile(app: App, actor: PersonActor, id: string): Promise<FileState | undefined> {
  const row = await ownData(app, actor, (db) =>
    db
      .selectFrom('intake.upload')
      .select('file_id')
      .where('file_id', '=', id)
      .where('owner_id', '=', actor.id)
      .executeTakeFirst(),
  );
  return row && (await ownData(app, actor, (db) => findFile(db, row.file_id)));
}
