// A person's letters from all cases, newest first, by key: the mailbox.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';

export interface OwnDocument {
  id: string;
  ref: string;
  serviceId: string;
  unit: string;
  letter: string;
  title: string;
  /** The language it is written in, which need not be the one of the page. */
  language: string;
  verifyCode: string;
  issuedAt: Date;
  /** Last day on which it counts, `YYYY-MM-DD`; null: without end. */
  validUntil: string | null;
  revokedAt: Date | null;
}

/** Own data, read by its owner. @param options.cursor key of the last one seen; `limit` at most 100 */
export async function documentsOfOwner(
  app: App,
  actor: PersonActor,
  options: { cursor?: string | undefined; limit?: number } = {},
): Promise<{ items: OwnDocument[]; next: string | null }> {
  const limit = Math.min(options.limit ?? 20, 100);
  const seen = readPageKey(options.cursor, 'instant', 'uuid');
  let query = app.db
    .selectFrom('cases.matter as matter')
    .innerJoin('cases.document as document', 'document.case_ref', 'matter.ref')
    .select([
      'document.id',
      'document.case_ref',
      'matter.service_id',
      'matter.unit',
      'document.letter',
      'document.title',
      'document.language',
      'document.verify_code',
      'document.issued_at',
      'document.valid_until',
      'document.revoked_at',
    ])
    .where('matter.owner_id', '=', actor.id)
    .orderBy('document.issued_at', 'desc')
    .orderBy('document.id', 'desc')
    .limit(limit + 1);
  if (seen) {
    query = query.where(
      sql<boolean>`(document.issued_at, document.id) < (${seen[0]}::timestamptz, ${seen[1]}::uuid)`,
    );
  }
  const rows = await ownData(app, actor, () => query.execute());
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      ref: row.case_ref,
      serviceId: row.service_id,
      unit: row.unit,
      letter: row.letter,
      title: row.title,
      language: row.language,
      verifyCode: row.verify_code,
      issuedAt: row.issued_at,
      validUntil: row.valid_until,
      revokedAt: row.revoked_at,
    })),
    next: pageKey(rows.length > limit && last ? [last.issued_at.toISOString(), last.id] : undefined),
  };
}
