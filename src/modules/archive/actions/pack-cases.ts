// A package of cases for the archive: a ZIP with content and header/metadata.xml, in the spirit of eCH-0160 (SIP), not validated against it.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { makeZip } from 'client-zip';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { IncomingFile } from '../../../kernel/files/incoming-file.ts';
import { safeFileName } from '../../../kernel/files/file-name.ts';
import { transact } from '../../../kernel/transaction.ts';
import { wholeCase, type WholeCase } from '../../cases/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { metadataXml, type Dossier } from './metadata-xml.ts';

/** Cases in one package. */
export const mostInPackage = 50;

/**
 * Writes the package onto the disk and notes that it was fetched; each person's use is logged.
 * @returns a file without a name; whoever gets it closes it
 * @throws Fault NOT_FOUND for a case that is not offered
 */
export async function packCases(app: App, actor: StaffActor, refs: readonly string[]): Promise<IncomingFile> {
  const file = await IncomingFile.open(join(app.config.dataDir, 'outgoing'));
  try {
    await transact(app, actor, async (tx) => {
      const offered = await tx.db
        .updateTable('archive.ending')
        .set({ packed_at: app.clock.now() })
        .where('case_ref', 'in', ['', ...refs.slice(0, mostInPackage)])
        .where('state', '=', 'offered')
        .returning(['case_ref', 'owner_id', 'service_id'])
        .execute();
      if (offered.length === 0 || offered.length !== new Set(refs).size) throw new Fault('NOT_FOUND');
      const read = async (ref: string) => wholeCase(tx.db, ref);
      for await (const piece of makeZip(
        entries(app, offered.map((each) => each.case_ref).toSorted(), read),
      ) as unknown as AsyncIterable<Uint8Array>)
        await file.append(Buffer.from(piece));
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

/** The list of contents comes last, since it holds the checksum of each file. */
async function* entries(
  app: App,
  refs: string[],
  read: (ref: string) => Promise<WholeCase | undefined>,
): AsyncGenerator<Entry> {
  const lastModified = app.clock.now();
  const dossiers: Dossier[] = [];
  for (const ref of refs) {
    const whole = await read(ref);
    if (!whole) throw new Fault('NOT_FOUND');
    const dossier: Dossier = {
      ref,
      title: serviceTitle(app, whole.serviceId, 'de'),
      unit: unitName(app, whole.unit, 'de'),
      from: whole.openedOn,
      until: whole.closedOn,
      files: [],
    };
    dossiers.push(dossier);
    const record = Buffer.from(`${JSON.stringify(whole.record, null, 1)}\n`);
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
