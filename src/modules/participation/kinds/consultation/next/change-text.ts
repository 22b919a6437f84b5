// Staff of the owner change a paragraph of the next version, put one in or take one out, and publish it.
import { isDeepStrictEqual } from 'node:util';
import type { StaffActor } from '../../../../../kernel/actor.ts';
import type { App } from '../../../../../kernel/app.ts';
import { Fault } from '../../../../../kernel/errors.ts';
import type { LocalText } from '../../../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../../../kernel/transaction.ts';
import type { Process } from '../../../process.ts';
import { compareVersions } from '../compare.ts';
import type { Paragraph } from '../part.ts';
import { latest, versionsOf } from '../versions.ts';
import { draftOf } from './draft.ts';
import { nextText, stampOf } from './next-text.ts';

export const textPublished = 'text.published';

/** One change of a text after the other. */
async function holdText({ db }: Transaction, process: string): Promise<void> {
  await db
    .selectFrom('participation.process')
    .select('id')
    .where('id', '=', process)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export interface ChangedParagraph {
  anchor: string;
  /** Null: it goes; undefined: it is as in the latest version again, or was never put in. */
  paragraph: Paragraph | null | undefined;
  follows: string | null;
  /** Of what the form was made from; 0: nothing was changed by then. */
  revision: number;
}

/** @throws Fault REVISION_CONFLICT where somebody else has changed it since */
export async function changeParagraph(
  app: App,
  actor: StaffActor,
  process: Process,
  { anchor, paragraph, follows, revision }: ChangedParagraph,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    await holdText(tx, process.id);
    const draft = (await draftOf(tx.db, process.id)).find((each) => each.anchor === anchor);
    // The second of two clicks.
    if (draft && isDeepStrictEqual(draft.paragraph, paragraph)) return;
    if ((draft?.revision ?? 0) !== revision) throw new Fault('REVISION_CONFLICT');
    if (paragraph === undefined) {
      await tx.db
        .deleteFrom('participation.text_draft')
        .where('process_id', '=', process.id)
        .where('anchor', '=', anchor)
        .execute();
      return;
    }
    const changed = {
      paragraph: paragraph && JSON.stringify(paragraph),
      follows,
      revision: revision + 1,
    };
    await tx.db
      .insertInto('participation.text_draft')
      .values({ process_id: process.id, anchor, begun_at: app.clock.now(), ...changed })
      .onConflict((conflict) => conflict.columns(['process_id', 'anchor']).doUpdateSet(changed))
      .execute();
  });
}

/**
 * Publishes the next version. What was taken up of contributions to paragraphs that it changes says from now on in which
 * version it stands; contributions stay with the version that they are about.
 * @param stamp of what whoever publishes has read
 * @returns its number
 * @throws Fault REVISION_CONFLICT where something was changed since, TEXT_UNCHANGED
 */
export async function publishText(
  app: App,
  actor: StaffActor,
  process: Process,
  { name, stamp }: { name: LocalText; stamp: string },
): Promise<number> {
  return transact(app, actor, async (tx) => {
    tx.impersonal('show-nobody');
    await holdText(tx, process.id);
    const before = latest(await versionsOf(tx, process.id));
    const draft = await draftOf(tx.db, process.id);
    if (stampOf(draft) !== stamp) throw new Fault('REVISION_CONFLICT');
    const paragraphs = nextText(before.paragraphs, draft);
    const changed = compareVersions(before, { paragraphs }).filter((each) => each.changed);
    if (changed.length === 0 || paragraphs.length === 0) throw new Fault('TEXT_UNCHANGED');
    const number = before.number + 1;
    await tx.db
      .insertInto('participation.text_version')
      .values({
        ...{ process_id: process.id, number, unit: actor.unit, published_at: app.clock.now() },
        name: JSON.stringify(name),
        paragraphs: JSON.stringify(paragraphs),
      })
      .execute();
    await tx.db.deleteFrom('participation.text_draft').where('process_id', '=', process.id).execute();
    await tx.db
      .updateTable('participation.fate as fate')
      .from('participation.contribution as c')
      .set({ version: number })
      .whereRef('c.id', '=', 'fate.contribution_id')
      .where('fate.process_id', '=', process.id)
      .where('fate.fate', 'in', ['taken', 'partly'])
      .where('fate.version', 'is', null)
      .where(
        'c.anchor',
        'in',
        changed.map(({ id }) => id),
      )
      .execute();
    await tx.emit({ type: textPublished, subject: process.id, data: { version: number } });
    return number;
  });
}
