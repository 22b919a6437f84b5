// Documents and evidence of a case, for those who may see the case; and documents by their verification code, for anyone.
import type { DataClass, ServiceDefinition } from '../../../engine/index.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import { findFile, type FileState } from '../../../kernel/files/store-file.ts';
import { Fault } from '../../../kernel/errors.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { renderDocument } from '../actions/render-document.ts';
import { purposeOf } from '../legal-basis.ts';
import { lacksCertificate, standingIn } from '../../policy/index.ts';
import { rightsOf, seeCase } from '../permissions.ts';
import { loadMatter } from './load-matter.ts';
import { classOfField, content } from './withhold.ts';

/**
 * Whether the actor may read this file of the case; reading by staff or by mandate is logged.
 * @param own the class of what is in it
 * @throws Fault CERTIFICATE_NEEDED for staff who may see that there is such a case, and nothing in it
 */
async function mayRead(
  app: App,
  actor: Actor,
  ref: string,
  what: 'documents' | 'evidence',
  own: (definition: ServiceDefinition) => DataClass,
): Promise<boolean> {
  const allowed = await readPersonal(app, actor, async (tx) => {
    const matter = await loadMatter(tx, ref);
    if (!matter) return undefined;
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    const standing =
      actor.kind === 'staff' ? await standingIn(app, tx.db, actor, matter, definition) : undefined;
    if (!seeCase.allows(actor, rightsOf(app, matter, standing), app)) return undefined;
    const answer = standing?.may('see', own(definition));
    if (answer && lacksCertificate(answer)) throw new Fault('CERTIFICATE_NEEDED');
    if (answer?.allowed === false) return undefined;
    const byMandate = actor.kind === 'person' && actor.acting !== undefined;
    const access = {
      subject: matter.ownerId,
      fields: [what],
      ...purposeOf(
        definition,
        answer?.purpose === 'emergency' ? 'emergency' : byMandate ? 'by-mandate' : 'case-handling',
      ),
      caseRef: ref,
    };
    return { value: true, access: byMandate || standing ? [access] : [] };
  });
  return allowed === true;
}

/** The PDF of a document; undefined where there is none or the actor may not see the case. */
export async function documentFile(
  app: App,
  actor: Actor,
  ref: string,
  id: string,
): Promise<{ bytes: Buffer; name: string } | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('cases.document')
      .select('id')
      .where('id', '=', id)
      .where('case_ref', '=', ref)
      .executeTakeFirst(),
  );
  if (!row || !(await mayRead(app, actor, ref, 'documents', () => content))) return undefined;
  return renderDocument(app, id);
}

/** A file that the person handed in. */
export async function evidenceFile(
  app: App,
  actor: Actor,
  ref: string,
  fileId: string,
): Promise<FileState | undefined> {
  if (!isUuid(fileId)) return undefined;
  const row = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('cases.evidence')
      .select(['file_id', 'pointer'])
      .where('file_id', '=', fileId)
      .where('case_ref', '=', ref)
      .executeTakeFirst(),
  );
  if (
    !row ||
    !(await mayRead(app, actor, ref, 'evidence', (definition) => classOfField(definition, row.pointer)))
  )
    return undefined;
  return impersonal(app, 'logged-before', (db) => findFile(db, fileId));
}

export interface VerifiedDocument {
  title: string;
  ref: string;
  unit: string;
  issuedAt: Date;
  validUntil: string | null;
  expired: boolean;
  /** Since when it no longer counts, because what it says is decided anew. */
  revokedAt: Date | null;
  sha256: string;
}

/** What anyone who holds the paper may learn: that it is genuine, by whom and when; no names, no content. */
export async function verifiedDocument(app: App, code: string): Promise<VerifiedDocument | undefined> {
  const row = await impersonal(app, 'check-document', (db) =>
    db
      .selectFrom('cases.document as document')
      .innerJoin('cases.matter as matter', 'matter.ref', 'document.case_ref')
      .select([
        'document.id',
        'document.title',
        'document.case_ref',
        'matter.unit',
        'document.issued_at',
        'document.valid_until',
        'document.revoked_at',
        'document.file_id',
      ])
      .where('document.verify_code', '=', code)
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  if (row.file_id === null) await renderDocument(app, row.id);
  const file = await impersonal(app, 'check-document', (db) =>
    db
      .selectFrom('cases.document as document')
      .innerJoin('kernel.file as file', 'file.id', 'document.file_id')
      .select('file.sha256')
      .where('document.id', '=', row.id)
      .executeTakeFirstOrThrow(),
  );
  return {
    title: row.title,
    ref: row.case_ref,
    unit: row.unit,
    issuedAt: row.issued_at,
    validUntil: row.valid_until,
    expired: row.valid_until !== null && row.valid_until < app.clock.today(),
    revokedAt: row.revoked_at,
    sha256: file.sha256.toString('hex'),
  };
}
