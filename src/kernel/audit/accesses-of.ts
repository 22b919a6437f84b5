// Reads the access log for one person, newest first, by key.
import type { Database } from '../db/connect.ts';

export interface AccessEntry {
  id: string;
  at: Date;
  kind: 'read' | 'change';
  actorKind: string;
  /** Account of whoever used it; a name of staff is never shown to the person concerned. */
  actorId: string | null;
  actorRole: string | null;
  actorUnit: string | null;
  fields: string[];
  purpose: string;
  legalBasis: string | null;
  caseRef: string | null;
  /** It was hidden until then, by that law; appears by itself afterwards. */
  hidden: { until: Date; basis: string } | null;
}

/**
 * Entries that a law still hides are left out.
 * @param options.now instant that decides whether an entry is still hidden
 * @param options.ids only these entries
 * @param options.before the id of the last entry already seen
 * @param options.limit at most 100
 * @param options.ofCase only those of one case, between two instants: the log has a partition for each year, and without
 *   bounds PostgreSQL plans a search in every one of them
 */
export async function accessesOf(
  db: Database,
  subject: string,
  options: {
    now: Date;
    ids?: readonly string[];
    before?: string | undefined;
    limit?: number;
    ofCase?: { ref: string; from: Date; to: Date };
  },
): Promise<AccessEntry[]> {
  let query = db
    .selectFrom('kernel.access_entry')
    .select([
      'id',
      'at',
      'kind',
      'actor_kind',
      'actor_id',
      'actor_role',
      'actor_unit',
      'fields',
      'purpose',
      'legal_basis',
      'case_ref',
      'hidden_until',
      'hidden_basis',
    ])
    .where('subject_id', '=', subject)
    .where((eb) => eb.or([eb('hidden_until', 'is', null), eb('hidden_until', '<=', options.now)]))
    .orderBy('id', 'desc')
    .limit(Math.min(options.limit ?? 20, 100));
  if (options.ids !== undefined) query = query.where('id', 'in', options.ids.map(Number));
  if (options.before !== undefined) query = query.where('id', '<', Number(options.before));
  if (options.ofCase !== undefined) {
    const { ref, from, to } = options.ofCase;
    query = query.where('case_ref', '=', ref).where('at', '>=', from).where('at', '<=', to);
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at,
    kind: row.kind === 'change' ? 'change' : 'read',
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorRole: row.actor_role,
    actorUnit: row.actor_unit,
    fields: row.fields,
    purpose: row.purpose,
    legalBasis: row.legal_basis,
    caseRef: row.case_ref,
    hidden: row.hidden_until === null ? null : { until: row.hidden_until, basis: row.hidden_basis ?? '' },
  }));
}
