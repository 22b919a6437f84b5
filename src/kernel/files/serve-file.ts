// Files from outside on their way out: nothing in them may act in our origin, and what may act is only saved.
import type { Kysely } from 'kysely';
import type { DB } from '../db/tables.ts';
import { Fault } from '../errors.ts';
import type { Reply } from '../http/route.ts';
import { disposition } from '../http/reply.ts';
import { streamFile, type FileState } from './store-file.ts';

/** Whether it may be shown inside the browser: examined, without virus and without active content. */
export const mayShow = (file: Pick<FileState, 'scan' | 'activeContent'>): boolean =>
  (file.scan === 'clean' || file.scan === null) && file.activeContent === false;

/** The same for what staff have scanned themselves: it comes from no stranger, so it need not wait for the virus scanner. */
export const mayShowOwn = (file: Pick<FileState, 'scan' | 'activeContent'>): boolean =>
  file.scan !== 'infected' && file.activeContent === false;

/** A stored file, shown where that is safe and else only saved. @throws Fault FILE_INFECTED */
export function serveFile(db: Kysely<DB>, file: FileState, shown = mayShow(file)): Reply {
  if (file.scan === 'infected') throw new Fault('FILE_INFECTED');
  return {
    status: 200,
    type: file.type,
    body: streamFile(db, file),
    headers: {
      'content-length': String(file.size),
      'content-disposition': disposition(file.name, shown),
      // Even where a reader runs scripts, they have no origin and reach nothing.
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  };
}
