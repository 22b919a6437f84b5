// A person says that a register is wrong and what is right; the clock of the unit that keeps the register starts.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Fault } from '../../../kernel/errors.ts';
import { examineUpload } from '../../../kernel/files/examine-upload.ts';
import { storeContent } from '../../../kernel/files/store-file.ts';
import type { UploadedFile } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { addDays } from '../../../engine/index.ts';
import {
  askEntryValue,
  correctionDays,
  entryIdOf,
  unitOfRegister,
  type RegisterId,
} from '../../data/index.ts';

/** Open requests of one person at a time. */
const mostOpen = 20;

export interface WantedCorrection {
  register: RegisterId;
  field: string;
  /** What the person has seen and says is wrong. */
  seen: unknown;
  right: unknown;
  note: string;
  evidence: Pick<UploadedFile, 'name' | 'content' | 'fault'> | undefined;
  language: Language;
}

/**
 * @returns id of the request
 * @throws Fault NOT_FOUND where there is no such entry, REGISTER_SILENT, CORRECTION_STALE, CORRECTION_OPEN,
 *   CORRECTIONS_EXCEEDED, and those of the file
 */
export async function askCorrection(app: App, actor: PersonActor, wanted: WantedCorrection): Promise<string> {
  const { register, field, right, note, language } = wanted;
  const entryId = entryIdOf(actor, register);
  const unit = unitOfRegister(app, register);
  if (entryId === undefined || unit === undefined) throw new Fault('NOT_FOUND');
  // Asked again, outside of the transaction: nobody corrects what stands there no longer.
  const now = await askEntryValue(app, actor.id, { register, entryId, field });
  if (now === 'silent') throw new Fault('REGISTER_SILENT');
  if (now === undefined) throw new Fault('NOT_FOUND');
  if (canonicalJson(now.value) !== canonicalJson(wanted.seen ?? null)) throw new Fault('CORRECTION_STALE');
  const evidence = wanted.evidence && (await examineUpload(app, actor, wanted.evidence));
  return transact(app, actor, async (tx) => {
    tx.ownData();
    const { open } = await tx.db
      .selectFrom('corrections.request')
      .select(({ fn }) => fn.countAll<string>().as('open'))
      .where('account_id', '=', actor.id)
      .where('state', 'in', ['open', 'accepted'])
      .executeTakeFirstOrThrow();
    if (Number(open) >= mostOpen) throw new Fault('CORRECTIONS_EXCEEDED');
    const file = evidence && (await storeContent(tx.db, app.clock, evidence));
    const inserted = await tx.db
      .insertInto('corrections.request')
      .values({
        account_id: actor.id,
        register,
        entry_id: entryId,
        field,
        wrong_value: JSON.stringify(now.value),
        wrong_as_of: now.asOf,
        right_value: JSON.stringify(right),
        note,
        evidence_file: file?.id ?? null,
        unit,
        language,
        state: 'open',
        asked_at: app.clock.now(),
        due: addDays(app.clock.today(), correctionDays(app)),
      })
      // One at a time: of two windows the second one is told.
      .onConflict((conflict) =>
        conflict
          .columns(['register', 'entry_id', 'field'])
          .where('state', 'in', ['open', 'accepted'])
          .doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (!inserted) throw new Fault('CORRECTION_OPEN');
    await tx.emit({ type: 'correction.asked', subject: inserted.id, data: { register, field } });
    return inserted.id;
  });
}
