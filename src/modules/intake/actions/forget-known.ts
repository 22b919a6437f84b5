// A register has corrected a value: open drafts that show the wrong one ask again with their next page.
import { registerField } from '../../../engine/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import type { RegisterId } from '../../data/index.ts';
import { draftColumns, sourcedFields, toDraft } from '../queries/draft.ts';

export interface WrongValue {
  register: RegisterId;
  field: string;
  was: unknown;
}

export interface TouchedDraft {
  serviceId: string;
  ownerId: string;
  startedAt: Date;
}

/** @returns the drafts that had it: whose, of which service, and since when; the caller logs the use */
export async function forgetKnown(
  tx: Transaction,
  owners: readonly string[],
  { register, field, was }: WrongValue,
): Promise<TouchedDraft[]> {
  if (owners.length === 0) return [];
  const rows = await tx.db
    .selectFrom('intake.draft')
    .select([...draftColumns, 'created_at'])
    .where('owner_id', 'in', [...owners])
    .where('submitted_ref', 'is', null)
    .where('expires_at', '>', tx.app.clock.now())
    .orderBy('id')
    .limit(500)
    .forUpdate()
    .execute();
  const touched: TouchedDraft[] = [];
  for (const row of rows) {
    const draft = toDraft(row);
    const definition = await requireServiceVersion(tx.app, draft.serviceId, draft.serviceVersion);
    const stale = sourcedFields(definition).filter(({ id, source }) => {
      const from = registerField(source);
      const known = draft.known[id];
      return (
        from?.register === register &&
        from.field === field &&
        known !== undefined &&
        canonicalJson(known.value ?? null) === canonicalJson(was ?? null)
      );
    });
    if (stale.length === 0) continue;
    const over = Object.fromEntries(
      stale.flatMap(({ id }) => {
        const known = draft.known[id];
        return known ? [[id, { ...known, until: tx.app.clock.now().toISOString() }]] : [];
      }),
    );
    await tx.db
      .updateTable('intake.draft')
      .set({ known: JSON.stringify({ ...draft.known, ...over }) })
      .where('id', '=', draft.id)
      .execute();
    if (row.owner_id !== null)
      touched.push({ serviceId: draft.serviceId, ownerId: row.owner_id, startedAt: row.created_at });
  }
  return touched;
}
