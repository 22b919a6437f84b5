// Issues a document: its model and verification code are rows of the decision's transaction; the PDF is made by a job.
import type { LetterId } from '../../../engine/index.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { newVerifyCode } from '../../../kernel/verify-code.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { letterModel } from '../letters/letter-model.ts';
import type { Matter } from '../queries/load-matter.ts';
import { addDuration } from '../../../engine/index.ts';

/** @returns id of the document */
export async function issueDocument(
  tx: Transaction,
  matter: Matter,
  letter: LetterId,
  words: { reasons?: string; conditions?: string[] },
): Promise<string> {
  const { app } = tx;
  const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
  const verifyCode = newVerifyCode();
  const model = letterModel(app, definition, matter, { letter, ...words, verifyCode });
  const validFor = definition.letters[letter]?.validFor;
  const row = await tx.db
    .insertInto('cases.document')
    .values({
      case_ref: matter.ref,
      letter,
      title: model.title,
      language: matter.language,
      model: JSON.stringify(model),
      verify_code: verifyCode,
      issued_at: app.clock.now(),
      valid_until: validFor === undefined ? null : addDuration(app.clock.today(), validFor),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.queue('cases.render-document', { document: row.id }, { key: `render-${row.id}` });
  return row.id;
}
