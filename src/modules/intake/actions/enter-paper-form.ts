// Marks a personal paper form as entered, in the transaction that makes it a case: the same sheet gives one case only.
import { Fault } from '../../../kernel/errors.ts';
import type { Transaction } from '../../../kernel/transaction.ts';

/**
 * Does nothing for blank forms: their number stands for all of a day.
 * @param number as `paperForm` gives it
 * @throws Fault PAPER_FORM_ENTERED, also when another clerk was faster; PAPER_FORM_UNKNOWN
 */
export async function enterPaperForm(tx: Transaction, number: string, caseRef: string): Promise<void> {
  if (!number.startsWith('F-')) return;
  const row = await tx.db
    .selectFrom('intake.paper_form')
    .select('case_ref')
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Fault('PAPER_FORM_UNKNOWN');
  if (row.case_ref !== null) throw new Fault('PAPER_FORM_ENTERED', { case: row.case_ref });
  await tx.db
    .updateTable('intake.paper_form')
    .set({ case_ref: caseRef, entered_at: tx.app.clock.now() })
    .where('number', '=', number)
    .execute();
}
