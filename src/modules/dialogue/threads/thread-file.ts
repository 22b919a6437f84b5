// A file of a thread, to whoever may see the thread; shown only where that is safe.
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { readThreadFile } from './queries.ts';

/** @throws Fault NOT_FOUND, FILE_INFECTED */
export async function serveThreadFile(
  { app, params }: Request,
  actor: PersonActor | StaffActor,
): Promise<Reply> {
  const [thread, id] = [params['thread'] ?? '', params['file'] ?? ''];
  const file = isUuid(thread) && isUuid(id) ? await readThreadFile(app, actor, thread, id) : undefined;
  if (!file) throw new Fault('NOT_FOUND');
  return serveFile(app.db, file);
}
