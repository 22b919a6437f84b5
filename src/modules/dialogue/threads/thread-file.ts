// A file of a thread, to whoever may see the thread; shown only where that is safe.
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/serve-file.ts';
import type { Reply } from '../../../kernel/http/route.ts';
import type { ThreadView } from './queries.ts';

/** @throws Fault NOT_FOUND, FILE_INFECTED */
export function serveThreadFile(app: App, view: ThreadView | undefined, id: string): Reply {
  const file = view?.messages.flatMap(({ files }) => files).find((each) => each.id === id);
  if (!file) throw new Fault('NOT_FOUND');
  return serveFile(app.db, file);
}
