// Documents to those who belong to the group or may look into it: the list by key, one with all its versions, one file.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { findFile, findFiles, type FileState } from '../../../kernel/files/store-file.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import type { Sight } from '../groups/circle.ts';
import { sightOf } from '../groups/sight.ts';
import type { Participant } from '../permissions.ts';

export interface ListedDocument {
  id: string;
  title: string;
  about: string;
  versions: number;
  lastAt: Date;
}

/** Of a group, last changed first; the caller has asked for the sight of the group. */
export async function documentsOf(
  app: App,
  circle: string,
  { limit, after }: { limit: number; after?: readonly [string, string] | undefined },
): Promise<{ items: ListedDocument[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('community.document')
    .select(['id', 'title', 'about', 'versions', 'last_at as lastAt'])
    .where('circle_id', '=', circle)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(last_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [last.lastAt.toISOString(), last.id]) };
}

export interface DocumentVersion {
  number: number;
  note: string;
  author: string | null;
  at: Date;
  file: FileState;
}

/** Versions newest first; more than a hundred are on further pages, by number. @throws Fault NOT_FOUND */
export async function readDocument(
  app: App,
  actor: Participant,
  id: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ document: ListedDocument; sight: Sight; versions: DocumentVersion[]; next: string | null }> {
  const row = isUuid(id)
    ? await app.db
        .selectFrom('community.document')
        .select(['id', 'title', 'about', 'versions', 'last_at as lastAt', 'circle_id as circle'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  const { circle, ...document } = row;
  const sight = await sightOf(app, actor, circle);
  const found = await app.db
    .selectFrom('community.document_version')
    .select(['number', 'note', 'author_id as author', 'at', 'file_id as fileId'])
    .where('document_id', '=', id)
    .$if(before !== undefined, (query) => query.where('number', '<', before ?? 0))
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const files = new Map(
    (
      await impersonal(app, 'published', (db) =>
        findFiles(
          db,
          page.map(({ fileId }) => fileId),
        ),
      )
    ).map((file) => [file.id, file]),
  );
  const versions = page.flatMap(({ fileId, ...version }) => {
    const file = files.get(fileId);
    return file ? [{ ...version, file }] : [];
  });
  const last = found.length > limit ? page.at(-1) : undefined;
  return { document, sight, versions, next: pageKey(last && [String(last.number)]) };
}

/** The file of one version, to those who see the group now. @throws Fault NOT_FOUND */
export async function fileOfVersion(
  app: App,
  actor: Participant,
  document: string,
  number: number,
): Promise<FileState> {
  const row = isUuid(document)
    ? await app.db
        .selectFrom('community.document_version as v')
        .innerJoin('community.document as d', 'd.id', 'v.document_id')
        .select(['v.file_id as file', 'd.circle_id as circle'])
        .where('v.document_id', '=', document)
        .where('v.number', '=', number)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Fault('NOT_FOUND');
  await sightOf(app, actor, row.circle);
  const file = await impersonal(app, 'published', (db) => findFile(db, row.file));
  if (!file) throw new Fault('NOT_FOUND');
  return file;
}
