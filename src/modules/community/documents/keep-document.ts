// Documents of a group: a file is examined and kept as the first or the next version; none is ever written over.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { examineUpload } from '../../../kernel/files/examine-upload.ts';
import { findFiles, storeContent } from '../../../kernel/files/store-file.ts';
import type { UploadedFile } from '../../../kernel/http/route.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { isOfStaff } from '../groups/circle.ts';
import { insideOf } from '../groups/sight.ts';
import { begin, refuseFlood } from '../people/begin.ts';
import { wordsOf } from '../search/words.ts';

type Examined = Awaited<ReturnType<typeof examineUpload>>;

export interface WantedDocument {
  /** uuid, made with the form: sent twice it is one document. */
  id: string;
  title: string;
  about: string;
  note: string;
  file: Pick<UploadedFile, 'name' | 'content' | 'fault'>;
}

/** @throws Fault NOT_FOUND, COMMUNITY_NOT_MEMBER, COMMUNITY_TOO_MANY, SENT_BEFORE with something else in it, and those of files */
export async function addDocument(
  app: App,
  actor: StaffActor,
  circle: string,
  wanted: WantedDocument,
): Promise<void> {
  // Outside of the transaction: the scanner takes its time.
  const file = await examineUpload(app, actor, wanted.file);
  await transact(app, actor, async (tx) => {
    tx.ownData();
    if (!isOfStaff(await insideOf(tx, actor, circle))) throw new Fault('COMMUNITY_NOT_MEMBER');
    await begin(tx, actor);
    await refuseFlood(tx, actor);
    const made = await tx.db
      .insertInto('community.document')
      .values({
        id: wanted.id,
        circle_id: circle,
        title: wanted.title,
        about: wanted.about,
        made_at: app.clock.now(),
        last_at: app.clock.now(),
        words: wordsOf(wanted.title, wanted.about),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return requireSame(tx, actor, circle, wanted, file);
    await addVersion(tx, actor, wanted.id, { number: 1, note: wanted.note, file });
  });
}

/**
 * The next version.
 * @param seen number of the version that the page showed as the latest: one that came meanwhile is looked at first
 * @throws Fault NOT_FOUND, REVISION_CONFLICT, COMMUNITY_NOT_MEMBER, COMMUNITY_TOO_MANY, and those of files
 */
export async function addDocumentVersion(
  app: App,
  actor: StaffActor,
  document: string,
  wanted: { seen: number; note: string; file: WantedDocument['file'] },
): Promise<void> {
  if (!isUuid(document)) throw new Fault('NOT_FOUND');
  const file = await examineUpload(app, actor, wanted.file);
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const held = await tx.db
      .selectFrom('community.document')
      .select(['circle_id as circle', 'versions'])
      .where('id', '=', document)
      .forUpdate()
      .executeTakeFirst();
    if (!held) throw new Fault('NOT_FOUND');
    if (!isOfStaff(await insideOf(tx, actor, held.circle))) throw new Fault('COMMUNITY_NOT_MEMBER');
    if (held.versions !== wanted.seen) throw new Fault('REVISION_CONFLICT');
    await begin(tx, actor);
    await refuseFlood(tx, actor);
    await addVersion(tx, actor, document, { number: held.versions + 1, note: wanted.note, file });
  });
}

async function addVersion(
  tx: Transaction,
  actor: StaffActor,
  document: string,
  { number, note, file }: { number: number; note: string; file: Examined },
): Promise<void> {
  const now = tx.app.clock.now();
  const { id } = await storeContent(tx.db, tx.app.clock, file);
  await tx.db
    .insertInto('community.document_version')
    .values({ document_id: document, number, file_id: id, note, author_id: actor.id, at: now })
    .execute();
  const { circle } = await tx.db
    .updateTable('community.document')
    .set({ versions: number, last_at: now })
    .where('id', '=', document)
    .returning('circle_id as circle')
    .executeTakeFirstOrThrow();
  await tx.emit({ type: 'document.kept', subject: document, data: { number } });
  await tx.db
    .updateTable('community.circle')
    .set({ last_at: now, pulse: sql<number>`pulse + 1` })
    .where('id', '=', circle)
    .execute();
}

/** A form that was sent before: the same again, or something else under its id. @throws Fault SENT_BEFORE */
async function requireSame(
  tx: Transaction,
  actor: StaffActor,
  circle: string,
  wanted: WantedDocument,
  { content }: Examined,
): Promise<void> {
  const before = await tx.db
    .selectFrom('community.document as document')
    .innerJoin('community.document_version as version', 'version.document_id', 'document.id')
    .select([
      'document.circle_id',
      'document.title',
      'document.about',
      'version.author_id',
      'version.file_id',
    ])
    .where('document.id', '=', wanted.id)
    .where('version.number', '=', 1)
    .executeTakeFirst();
  const [file] = before ? await findFiles(tx.db, [before.file_id]) : [];
  const isSame =
    before?.author_id === actor.id &&
    before.circle_id === circle &&
    before.title === wanted.title &&
    before.about === wanted.about &&
    file?.sha256.equals(content.sha256) === true;
  if (!isSame) throw new Fault('SENT_BEFORE');
}
