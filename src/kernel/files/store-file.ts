// Files: parts in the database, so that a copy of the database is a whole copy and a file belongs to its transaction.
import { Readable } from 'node:stream';
import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../db/tables.ts';
import type { Clock } from '../clock.ts';
import { answeredScope } from '../db/guard-personal.ts';
import { contentOf, piecesOf, type Content } from './content.ts';

type Db = Kysely<DB> | Transaction<DB>;

/** What the virus scanner said; null: made by the program itself. */
export type Scan = 'clean' | 'unscanned' | 'infected' | null;

export interface StoredFile {
  id: string;
  name: string;
  type: string;
  size: number;
}

export interface FileState extends StoredFile {
  scan: Scan;
  /** Whether the content can act (scripts, programs, files inside); null: not examined. */
  activeContent: boolean | null;
  sha256: Buffer;
}

/** Stores a document of our own as it is. */
export async function storeFile(
  db: Db,
  clock: Clock,
  { bytes, ...file }: { id?: string; name: string; type: string; bytes: Buffer },
): Promise<StoredFile> {
  return storeContent(db, clock, { ...file, content: contentOf(bytes), scan: null, activeContent: false });
}

/** Stores content piece by piece; the caller has decided what `type` it is and whether it can act. */
export async function storeContent(
  db: Db,
  clock: Clock,
  file: {
    id?: string;
    name: string;
    type: string;
    content: Content;
    scan: Scan;
    activeContent: boolean;
  },
): Promise<StoredFile> {
  const row = await db
    .insertInto('kernel.file')
    .values({
      ...(file.id === undefined ? {} : { id: file.id }),
      name: file.name,
      type: file.type,
      size: file.content.size,
      sha256: file.content.sha256,
      scan: file.scan,
      active_content: file.activeContent,
      created_at: clock.now(),
    })
    .returning(['id', 'name', 'type', 'size'])
    .executeTakeFirstOrThrow();
  let part = 0;
  for await (const bytes of piecesOf(file.content)) {
    await db.insertInto('kernel.file_part').values({ file_id: row.id, part: part++, bytes }).execute();
  }
  return row;
}

/**
 * The parts of a file, one query each: a slow reader holds no connection. Whoever has found the file has answered for its
 * use; the stream goes on when that is over.
 * @throws Error when the file is gone or was removed meanwhile
 */
export async function* partsOf(db: Db, id: string, size: number): AsyncGenerator<Buffer> {
  let read = 0;
  for (let part = 0; read < size; part++) {
    const row = await answeredScope(() =>
      db
        .selectFrom('kernel.file_part')
        .select('bytes')
        .where('file_id', '=', id)
        .where('part', '=', part)
        .executeTakeFirst(),
    );
    if (!row) throw new Error(`Part ${part} of file ${id} is missing`);
    read += row.bytes.length;
    yield row.bytes;
  }
}

/** What is known of a file; undefined when there is none. Who may see it is the caller's question. */
export async function findFile(db: Db, id: string): Promise<FileState | undefined> {
  const [file] = await findFiles(db, [id]);
  return file;
}

export async function findFiles(db: Db, ids: string[]): Promise<FileState[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('kernel.file')
    .select(['id', 'name', 'type', 'size', 'sha256', 'scan', 'active_content as activeContent'])
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => ({ ...row, scan: row.scan as Scan }));
}

/** The content of a file as a stream. */
export const streamFile = (db: Db, file: Pick<StoredFile, 'id' | 'size'>): Readable =>
  Readable.from(partsOf(db, file.id, file.size), { objectMode: false });

/** A document of our own with all its bytes, e.g. to merge letters. Uploads are streamed instead. */
export async function readFileBytes(
  db: Db,
  id: string,
): Promise<(StoredFile & { bytes: Buffer }) | undefined> {
  const file = await findFile(db, id);
  if (!file) return undefined;
  const parts: Buffer[] = [];
  for await (const part of partsOf(db, id, file.size)) parts.push(part);
  return { id, name: file.name, type: file.type, size: file.size, bytes: Buffer.concat(parts) };
}
