// What was published is corrected with a note that everyone reads, or withdrawn with a reason; its address stays.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { LocalText } from '../../../kernel/i18n/texts.ts';
import { columnsOfContent, isComplete, type Content, type CorrectionKind } from '../item.ts';
import { itemById } from '../queries/items.ts';
import { takeStep, type Seen } from './take-step.ts';

/**
 * A second pair of eyes that was asked for stays asked for: no correction lifts it.
 * @throws Fault NEWS_INCOMPLETE where a language would be missing, NEWS_NOT_POSSIBLE, REVISION_CONFLICT
 */
export async function correctNews(
  app: App,
  staff: StaffActor,
  seen: Seen,
  written: Content,
  { kind, note }: { kind: CorrectionKind; note: LocalText },
): Promise<void> {
  const before = await itemById(app.db, seen.id);
  const content = { ...written, fourEyes: written.fourEyes || before?.fourEyes === true };
  await takeStep(
    app,
    staff,
    seen,
    'corrected',
    async (item, tx) => {
      if (item.state !== 'published') throw new Fault('NEWS_NOT_POSSIBLE');
      if (!isComplete(content)) throw new Fault('NEWS_INCOMPLETE');
      const at = app.clock.now();
      await tx.db
        .insertInto('news.correction')
        .values({ item_id: item.id, kind, note: JSON.stringify(note), at })
        .execute();
      return { ...columnsOfContent(content), written_by: staff.id, approved_by: null, changed_at: at };
    },
    { content },
  );
}

/** @throws Fault NEWS_NOT_POSSIBLE, REVISION_CONFLICT */
export async function withdrawNews(
  app: App,
  staff: StaffActor,
  seen: Seen,
  reason: LocalText,
): Promise<void> {
  await takeStep(app, staff, seen, 'withdrawn', (item) => {
    if (item.state !== 'published') throw new Fault('NEWS_NOT_POSSIBLE');
    const at = app.clock.now();
    return {
      state: 'withdrawn',
      withdrawn_at: at,
      withdrawn_reason: JSON.stringify(reason),
      changed_at: at,
    };
  });
}
