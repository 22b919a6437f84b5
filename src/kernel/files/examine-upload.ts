// A file that came with a form, examined before anything is kept: its type, whether it can act, what the virus scanner says.
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { Fault } from '../errors.ts';
import type { UploadedFile } from '../http/route.ts';
import { examineFile } from './examine-file.ts';
import { safeFileName } from './file-name.ts';
import { scanIncoming } from './scan-incoming.ts';

/** What `storeContent` takes. @throws Fault BODY_TOO_LARGE, FILE_EMPTY, and those of the examination */
export async function examineUpload(
  app: App,
  actor: Actor,
  { name, content, fault }: Pick<UploadedFile, 'name' | 'content' | 'fault'>,
) {
  if (fault === 'too-large') throw new Fault('BODY_TOO_LARGE');
  if (fault !== undefined) throw new Fault('FILE_EMPTY');
  const { type, activeContent } = await examineFile(content);
  const scan = await scanIncoming(app, actor, content, type);
  return { name: safeFileName(name, type), type, content, scan, activeContent };
}
