// A representative saves a text of the draft: nobody's change is overwritten by somebody who has not seen it.
import type { PersonActor } from '../../../../../kernel/actor.ts';
import type { App } from '../../../../../kernel/app.ts';
import { Fault } from '../../../../../kernel/errors.ts';
import type { Language } from '../../../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../../../kernel/transaction.ts';
import { takesAt } from '../../../phases.ts';
import type { Process } from '../../../process.ts';
import type { Representative } from './representative.ts';
import { findStatement, historyOf, type Statement } from './statement.ts';

export interface SavedText {
  /** A paragraph; empty: what is said of the whole. */
  anchor: string;
  body: string;
  /** Of what the writer had before them; 0: nothing was written yet. */
  revision: number;
  /** The version of the text that the statement is about, where it begins with this. */
  version: number;
  language: Language;
}

/** @throws Fault PARTICIPATION_CLOSED, NOT_FOUND, STATEMENT_RELEASED, REVISION_CONFLICT */
export async function saveText(
  app: App,
  actor: PersonActor,
  process: Process,
  by: Representative,
  { anchor, body, revision, version, language }: SavedText,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const now = tx.app.clock.now();
    if (!takesAt(process.phases, 'statement', tx.app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
    if (by.signing) await begin(tx, process, by, { name: actor.name, version, language });
    const statement = await holdDraft(tx, process, by);
    const [current] = await historyOf(tx.db, statement.id, anchor, 1);
    // Saved already, or nothing to save.
    if ((current?.body ?? '') === body) return;
    if ((current?.revision ?? 0) !== revision) throw new Fault('REVISION_CONFLICT');
    await tx.db
      .insertInto('participation.statement_text')
      .values({
        ...{ statement_id: statement.id, anchor, revision: revision + 1, body },
        ...{ written_by: by.id, writer: by.writer, written_at: now },
      })
      .execute();
  });
}

/** Begun by somebody who acts for the organisation by the register: it gives the name that will be shown. */
async function begin(
  { db, app }: Transaction,
  process: Process,
  { organisation }: Representative,
  { name, version, language }: { name: string; version: number; language: Language },
): Promise<void> {
  await db
    .insertInto('participation.statement')
    .values({ process_id: process.id, organisation, name, version, language, begun_at: app.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** One after the other. @throws Fault NOT_FOUND, STATEMENT_RELEASED */
export async function holdDraft(
  tx: Transaction,
  process: Process,
  { organisation }: Representative,
): Promise<Statement> {
  const statement = await findStatement(tx.db, process.id, organisation, true);
  if (!statement) throw new Fault('NOT_FOUND');
  if (statement.releasedAt) throw new Fault('STATEMENT_RELEASED');
  return statement;
}
