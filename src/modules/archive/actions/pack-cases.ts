// A package of cases for the archive: a ZIP with content and header/metadata.xml, in the spirit of eCH-0160 (SIP), not validated against it.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { makeZip } from 'client-zip';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { IncomingFile } from '../../../kernel/files/incoming-file.ts';
import { safeFileName } from '../../../kernel/files/file-name.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { bookingsOf } from '../../appointments/index.ts';
import { wholeCase } from '../../cases/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { metadataXml, type Dossier } from './metadata-xml.ts';

/** Cases in one package. */
export const mostInPackage = 50;

/**
 * Writes the package onto the disk and notes its digest: it counts as fetched when the archive has confirmed that. Each
 * person's use is logged.
 * @returns a file without a name; whoever gets it closes it
 * @throws Fault NOT_FOUND for a case that is not offered
 */
export async function packCases(app: App, actor: StaffActor, refs: readonly string[]): Promise<IncomingFile> {
  const file = await IncomingFile.open(join(app.config.dataDir, 'outgoing'));
  try {
    await transact(app, actor, async (tx) => {
      const offered = await tx.db
        .selectFrom('archive.ending')
        .select(['case_ref', 'owner_id', 'service_id'])
        .where('case_ref', 'in', ['', ...refs.slice(0, mostInPackage)])
        .where('state', '=', 'offered')
        .forUpdate()
        .execute();
      if (offered.length === 0 || offered.length !== new Set(refs).size) throw new Fault('NOT_FOUND');
      const dossiers: Dossier[] = [];
      const sorted = offered.map((each) => each.case_ref).toSorted();
      for await (const piece of makeZip(
        entries(tx, sorted, dossiers),
      ) as unknown as AsyncIterable<Uint8Array>)
        await file.append(Buffer.from(piece));
      for (const { ref, infected } of dossiers)
        await tx.db
          .updateTable('archive.ending')
          .set({
            packed_at: app.clock.now(),
            package_digest: file.sha256,
            received_at: null,
            infected: infected.length,
          })
          .where('case_ref', '=', ref)
          .execute();
      await tx.recordAccess(
        ...offered.map((each) => ({
          kind: 'read' as const,
          subject: each.owner_id,
          fields: ['name', 'answers', 'evidence', 'documents', 'history'],
          purpose: `archive|${each.service_id}`,
          caseRef: each.case_ref,
        })),
      );
    });
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Entry {
  name: string;
  lastModified: Date;
  input: AsyncIterable<Uint8Array>;
}

/**
 * The list of contents comes last, since it holds the checksum of each file.
 * @param dossiers gets what is in the package and what is left out
 */
async function* entries(
  { app, db }: Transaction,
  refs: string[],
  dossiers: Dossier[],
): AsyncGenerator<Entry> {
  const lastModified = app.clock.now();
  for (const ref of refs) {
    const whole = await wholeCase(db, ref);
    if (!whole) throw new Fault('NOT_FOUND');
    const dossier: Dossier = {
      ref,
      title: serviceTitle(app, whole.serviceId, 'de'),
      unit: unitName(app, whole.unit, 'de'),
      from: whole.openedOn,
      until: whole.closedOn,
      files: [],
      infected: whole.infected,
    };
    dossiers.push(dossier);
    const appointments = await bookingsOf(db, ref);
    const record = Buffer.from(`${JSON.stringify({ ...whole.record, appointments }, null, 1)}\n`);
    const contents = [
      { name: 'case.json', bytes: pieces(record) },
      ...whole.files.map(({ name, type, bytes }, index) => ({
        name: `${String(index + 1).padStart(3, '0')} ${safeFileName(name, type).replace(/[<>:"|?*]/g, '_')}`,
        bytes,
      })),
    ];
    for (const { name, bytes } of contents) {
      const hash = createHash('sha256');
      yield { name: `content/${ref}/${name}`, lastModified, input: hashed(bytes, hash) };
      dossier.files.push({ name, sha256: hash.digest('hex') });
    }
  }
  const xml = Buffer.from(metadataXml({ from: 'Kanton Basel-Stadt', at: lastModified, dossiers }));
  yield { name: 'header/metadata.xml', lastModified, input: pieces(xml) };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}
