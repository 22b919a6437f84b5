// Notes money, a decision, a risk or its end; the sums are kept with it, and what was wrong is put right by another entry.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import type { EntryKind } from '../entry.ts';
import { isPublic, type Initiative } from '../initiative.ts';
import { requireEdit } from '../permissions.ts';
import { holdInitiative, touch, type Change } from './take-step.ts';

export interface NewEntry {
  /** Made with the form. */
  id: string;
  initiative: string;
  kind: EntryKind;
  day: string;
  /** In Rappen, of money. */
  amount: number | null;
  /** From 1 to 9, of a risk. */
  weight: number | null;
  /** The risk that it ends. */
  ends: string | null;
  words: string;
  language: Language;
}

/** @throws Fault FORBIDDEN, NOT_FOUND, SENT_BEFORE, RISK_ENDED, INITIATIVE_MONEY_NEGATIVE */
export async function addEntry(app: App, staff: StaffActor, entry: NewEntry): Promise<void> {
  await transact(app, staff, async (tx) => {
    const initiative = await holdInitiative(tx, entry.initiative);
    requireEdit(app, staff, initiative.unit);
    if (await isSentBefore(tx, entry)) return;
    if (entry.ends !== null) await requireOpenRisk(tx, initiative.id, entry.ends);
    const change = sums(initiative, entry);
    await tx.db
      .insertInto('initiatives.entry')
      .values({
        ...{ id: entry.id, kind: entry.kind, day: entry.day, weight: entry.weight },
        ...{ words: entry.words, language: entry.language },
        initiative_id: initiative.id,
        amount_rappen: entry.amount,
        ends_entry: entry.ends,
        at: app.clock.now(),
        by_id: staff.id,
        by_name: staff.name,
      })
      .execute();
    await touch(tx, initiative, 'entry', staff, change);
    if (isPublic(initiative) && entry.kind === 'decision')
      await tx.emit({ type: 'initiative.decided', subject: initiative.id, data: { entry: entry.id } });
  });
}

function sums({ credit, spent }: Initiative, { kind, amount }: NewEntry): Change {
  if (amount === null || (kind !== 'credit' && kind !== 'spent')) return {};
  const sum = (kind === 'credit' ? credit : spent) + amount;
  if (sum < 0) throw new Fault('INITIATIVE_MONEY_NEGATIVE');
  return kind === 'credit' ? { credit_rappen: sum } : { spent_rappen: sum };
}

/** The lock on the initiative is held: nobody else writes an entry of it now. */
async function isSentBefore(tx: Transaction, entry: NewEntry): Promise<boolean> {
  const before = await tx.db
    .selectFrom('initiatives.entry')
    .select(['initiative_id', 'kind', 'day', 'amount_rappen', 'words'])
    .where('id', '=', entry.id)
    .executeTakeFirst();
  if (!before) return false;
  const same =
    before.initiative_id === entry.initiative &&
    before.kind === entry.kind &&
    before.day === entry.day &&
    before.amount_rappen === entry.amount &&
    before.words === entry.words;
  if (!same) throw new Fault('SENT_BEFORE');
  return true;
}

async function requireOpenRisk(tx: Transaction, initiative: string, risk: string): Promise<void> {
  const row = await tx.db
    .selectFrom('initiatives.entry as entry')
    .leftJoin('initiatives.entry as ending', 'ending.ends_entry', 'entry.id')
    .select('ending.id as endedBy')
    .where('entry.id', '=', risk)
    .where('entry.initiative_id', '=', initiative)
    .where('entry.kind', '=', 'risk')
    .executeTakeFirst();
  if (!row || row.endedBy !== null) throw new Fault('RISK_ENDED');
}
