// Records a mandate that was signed on paper, with its scan as evidence, for people in the residents' register.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { examineFile } from '../../../kernel/files/examine-file.ts';
import { safeFileName } from '../../../kernel/files/file-name.ts';
import { scanIncoming } from '../../../kernel/files/scan-incoming.ts';
import { findFile, storeContent } from '../../../kernel/files/store-file.ts';
import type { UploadedFile } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { blockedAmong } from '../../data/index.ts';
import { sameAsBefore } from './sent-before.ts';
import { livingParties, residentOf } from './resident-of.ts';

export interface PaperMandate {
  /** uuid, made with the form: the same one is recorded once. */
  id: string;
  /** AHV numbers of both, normalised. */
  giver: string;
  mandatary: string;
  everything: boolean;
  services: string[];
  /** `YYYY-MM-DD` */
  validFrom: string;
  validUntil: string;
  /** The mandatary has signed, too: it holds at once. Otherwise they accept it online. */
  accepted: boolean;
  scan: Pick<UploadedFile, 'name' | 'content' | 'fault'>;
  language: Language;
}

/**
 * @returns its id
 * @throws Fault SENT_BEFORE where another one has its id, RESIDENT_UNKNOWN with `params.who`, MANDATE_TO_SELF, and those of the file: FILE_EMPTY, BODY_TOO_LARGE,
 *   FILE_TYPE_REFUSED, IMAGE_TOO_LARGE, FILE_INFECTED
 */
export async function recordPaper(app: App, clerk: StaffActor, paper: PaperMandate): Promise<string> {
  const { content, fault } = paper.scan;
  if (fault === 'too-large') throw new Fault('BODY_TOO_LARGE');
  if (fault !== undefined) throw new Fault('FILE_EMPTY');
  const { type, activeContent } = await examineFile(content);
  const scan = await scanIncoming(app, clerk, content, type);
  const found = await livingParties(app, clerk, paper);
  return transact(app, clerk, async (tx) => {
    const giver = await residentOf(tx, found.giver, paper.language);
    const mandatary = await residentOf(tx, found.mandatary, paper.language);
    if (giver.id === mandatary.id) throw new Fault('MANDATE_TO_SELF');
    // Whoever forbids it is named to the giver only once they have accepted.
    const unnamed = !paper.accepted && (await blockedAmong(tx, [mandatary.id])).has(mandatary.id);
    const now = app.clock.now();
    const { id } = paper;
    const said = {
      giver_id: giver.id,
      mandatary_id: mandatary.id,
      everything: paper.everything,
      services: paper.everything ? [] : paper.services,
      valid_from: paper.validFrom,
      valid_until: paper.validUntil,
    };
    const made = await tx.db
      .insertInto('mandates.mandate')
      .values({
        id,
        ...said,
        giver_name: giver.name,
        mandatary_name: unnamed ? null : mandatary.name,
        state: paper.accepted ? 'accepted' : 'offered',
        // The counter has seen who it is and who has signed.
        assurance: 'high',
        offered_at: now,
        answered_at: paper.accepted ? now : null,
        language: paper.language,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) {
      const before = await sameAsBefore(tx, id, { ...said, recorded_by: clerk.id });
      const kept = before.paper_file === null ? undefined : await findFile(tx.db, before.paper_file);
      // Accepted online it is later than it was recorded.
      const accepted = before.answered_at?.getTime() === before.offered_at.getTime();
      if (!kept?.sha256.equals(content.sha256) || accepted !== paper.accepted) throw new Fault('SENT_BEFORE');
      return id;
    }
    const name = safeFileName(paper.scan.name, type);
    const file = await storeContent(tx.db, app.clock, { name, type, content, scan, activeContent });
    await tx.db
      .updateTable('mandates.mandate')
      .set({ recorded_by: clerk.id, paper_file: file.id })
      .where('id', '=', id)
      .execute();
    await tx.recordAccess({ kind: 'change', subject: giver.id, fields: ['mandate'], purpose: 'mandate' });
    await tx.emit({
      type: paper.accepted ? 'mandate.accepted' : 'mandate.offered',
      subject: id,
      data: { giver: giver.id, by: clerk.id },
    });
    return id;
  });
}
