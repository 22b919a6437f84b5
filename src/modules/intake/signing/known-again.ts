// What registers said when a submission was prepared, and may be kept no longer, is asked again before the second one signs it.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { askFields, useFields, type AskedFields } from '../actions/known-fields.ts';
import { jointOf } from './find-joint.ts';
import type { JointSubmission } from './joint-submission.ts';

interface AskedAgain {
  /** Fields that were due. */
  due: ReadonlySet<string>;
  fields: AskedFields;
}

/**
 * Outside of the transaction that signs, since registers may be slow.
 * @returns undefined where nothing is due
 * @throws Fault PURPOSE_CLOSED
 */
export async function askKnownAgain(
  app: App,
  actor: PersonActor,
  id: string,
): Promise<AskedAgain | undefined> {
  const joint = await transact(app, actor, (tx) => {
    tx.ownData();
    return jointOf(tx, actor, id);
  });
  if (joint?.state !== 'waiting') return undefined;
  const now = app.clock.now();
  const due = new Set(
    Object.entries(joint.known).flatMap(([field, { until }]) =>
      until !== undefined && new Date(until) <= now && !joint.corrected.includes(field) ? [field] : [],
    ),
  );
  if (due.size === 0) return undefined;
  const definition = await requireServiceVersion(app, joint.serviceId, joint.serviceVersion);
  return { due, fields: await askFields(app, actor, definition, (field) => due.has(field.id)) };
}

/**
 * The submission with what the registers say now, which is what the first one has signed.
 * @throws Fault REGISTER_SILENT, SUBMISSION_OUTDATED where a register says another thing than then
 */
export async function withKnownAgain(
  tx: Transaction,
  actor: PersonActor,
  joint: JointSubmission,
  again: AskedAgain | undefined,
): Promise<JointSubmission> {
  if (!again) return joint;
  const { due, fields } = again;
  if (fields.silent.length > 0) throw new Fault('REGISTER_SILENT');
  await useFields(tx, actor, fields);
  const valueIn = (known: JointSubmission['known'], field: string) =>
    canonicalJson(known[field]?.value ?? null);
  if ([...due].some((field) => valueIn(fields.known, field) !== valueIn(joint.known, field)))
    throw new Fault('SUBMISSION_OUTDATED');
  return { ...joint, known: { ...joint.known, ...fields.known } };
}
