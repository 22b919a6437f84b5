// A register has corrected a value: open drafts that show the wrong one ask again with their next page, and nobody signs it any more.
import { registerField, type ServiceDefinition } from '../../../engine/index.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import type { KnownValue, RegisterId } from '../../data/index.ts';
import { draftColumns, toDraft } from '../queries/draft.ts';
import { sourcedFields } from '../queries/sourced-fields.ts';
import { endJoint } from '../signing/decide-joint.ts';
import { toJoint } from '../signing/joint-submission.ts';

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

const most = 500;

/** @returns the drafts and prepared submissions that had it: whose, of which service, and since when; the caller logs the use */
export async function forgetKnown(
  tx: Transaction,
  owners: readonly string[],
  wrong: WrongValue,
): Promise<TouchedDraft[]> {
  if (owners.length === 0) return [];
  return [...(await forgetInDrafts(tx, owners, wrong)), ...(await endWaiting(tx, owners, wrong))];
}

async function forgetInDrafts(
  tx: Transaction,
  owners: readonly string[],
  wrong: WrongValue,
): Promise<TouchedDraft[]> {
  const rows = await tx.db
    .selectFrom('intake.draft')
    .select([...draftColumns, 'created_at'])
    .where('owner_id', 'in', [...owners])
    .where('submitted_ref', 'is', null)
    .where('expires_at', '>', tx.app.clock.now())
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .execute();
  const touched: TouchedDraft[] = [];
  for (const row of rows) {
    const draft = toDraft(row);
    const definition = await requireServiceVersion(tx.app, draft.serviceId, draft.serviceVersion);
    const stale = staleIn(definition, draft.known, wrong);
    if (stale.length === 0) continue;
    const known = JSON.stringify(overNow(tx, draft.known, stale));
    await tx.db.updateTable('intake.draft').set({ known }).where('id', '=', draft.id).execute();
    if (row.owner_id !== null)
      touched.push({ serviceId: draft.serviceId, ownerId: row.owner_id, startedAt: row.created_at });
  }
  return touched;
}

/** What the first one has signed is wrong: it ends, whoever prepared it is told, and going on with it asks the register. */
async function endWaiting(
  tx: Transaction,
  owners: readonly string[],
  wrong: WrongValue,
): Promise<TouchedDraft[]> {
  const rows = await tx.db
    .selectFrom('intake.joint_submission')
    .selectAll()
    .where('owner_id', 'in', [...owners])
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .execute();
  const touched: TouchedDraft[] = [];
  for (const joint of rows.map(toJoint)) {
    const definition = await requireServiceVersion(tx.app, joint.serviceId, joint.serviceVersion);
    const stale = staleIn(definition, joint.known, wrong).filter((id) => !joint.corrected.includes(id));
    if (stale.length === 0) continue;
    const known = JSON.stringify(overNow(tx, joint.known, stale));
    await tx.db.updateTable('intake.joint_submission').set({ known }).where('id', '=', joint.id).execute();
    await endJoint(tx, undefined, joint.id, 'outdated', null);
    touched.push({ serviceId: joint.serviceId, ownerId: joint.ownerId, startedAt: joint.first.at });
  }
  return touched;
}

/** Fields that hold the wrong value as the register's. */
function staleIn(
  definition: ServiceDefinition,
  known: Record<string, KnownValue>,
  { register, field, was }: WrongValue,
): string[] {
  return sourcedFields(definition).flatMap(({ id, source }) => {
    const from = registerField(source);
    const held = known[id];
    const same = held !== undefined && canonicalJson(held.value ?? null) === canonicalJson(was ?? null);
    return from?.register === register && from.field === field && same ? [id] : [];
  });
}

/** Kept until now only: the next look asks again. */
function overNow(
  tx: Transaction,
  known: Record<string, KnownValue>,
  ids: readonly string[],
): Record<string, KnownValue> {
  const until = tx.app.clock.now().toISOString();
  return Object.fromEntries(
    Object.entries(known).map(([id, each]) => [id, ids.includes(id) ? { ...each, until } : each]),
  );
}
