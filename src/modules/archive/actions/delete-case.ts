// Deletes one case whose time is over, and writes the line of the protocol in the same transaction: both or neither.
import type { App } from '../../../kernel/app.ts';
import type { RemovedCase } from '../../../kernel/module.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { endOf, legalBasisOf, lockEnded } from '../../cases/index.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { appendDeletion } from './append-deletion.ts';

const programme = { kind: 'programme', task: 'archive.delete' } as const;

/**
 * Idempotent. A case that was opened again is left alone. One that ends later than was said has been closed anew, or a
 * letter of it counts longer: it is forgotten, so that it is announced and offered to the archive with what it is now.
 * @returns whether it was deleted now
 */
export async function deleteCase(app: App, ref: string): Promise<boolean> {
  return transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    const ending = await tx.db
      .selectFrom('archive.ending')
      .selectAll()
      .where('case_ref', '=', ref)
      .forUpdate()
      .executeTakeFirst();
    if (!ending) return false;
    const forget = () => tx.db.deleteFrom('archive.ending').where('case_ref', '=', ref).execute();
    const matter = await lockEnded(tx.db, ref);
    if (!matter) {
      await forget();
      return false;
    }
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    const due = endOf(definition, matter);
    if (due > app.clock.today()) {
      await forget();
      return false;
    }
    const removed = await removeEverywhere(tx, ref);
    await forget();
    const { keep, then } = definition.purpose.retention;
    await appendDeletion(tx.db, {
      at: app.clock.now(),
      serviceId: matter.serviceId,
      serviceVersion: matter.serviceVersion,
      closedOn: matter.closedOn,
      due,
      basis: `${legalBasisOf(definition)}; ${keep}, ${then}`,
      archive: ending.state === 'taken' || ending.state === 'declined' ? ending.state : 'not-offered',
      reason: ending.reason,
      announcedAt: ending.announced_at,
      counts: removed.rows,
      files: removed.files?.files ?? 0,
      bytes: removed.files?.bytes ?? 0,
      infected: ending.state === 'taken' ? ending.infected : 0,
    });
    await tx.recordAccess({
      kind: 'change',
      subject: matter.ownerId,
      fields: ['answers', 'evidence', 'documents', 'history'],
      purpose: `deletion|${matter.serviceId}`,
      legalBasis: legalBasisOf(definition),
      caseRef: ref,
    });
    await tx.emit({ type: 'case.deleted', subject: ref, data: { service: matter.serviceId } });
    return true;
  });
}

/** The last module first: those below may point to what those above keep. */
async function removeEverywhere(tx: Transaction, ref: string): Promise<RemovedCase> {
  const rows: Record<string, number> = {};
  const sum = { files: 0, bytes: 0 };
  for (const module of tx.app.modules.toReversed()) {
    const removed = await module.removeCase?.(tx, ref);
    for (const [table, count] of Object.entries(removed?.rows ?? {})) if (count > 0) rows[table] = count;
    sum.files += removed?.files?.files ?? 0;
    sum.bytes += removed?.files?.bytes ?? 0;
  }
  return { rows, files: sum };
}
