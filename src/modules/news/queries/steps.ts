// What happened to a piece of news: its corrections for everyone, its steps for those who write.
import type { App } from '../../../kernel/app.ts';
import type { LocalText } from '../../../kernel/i18n/texts.ts';
import { pageKey } from '../../../kernel/page-key.ts';
import type { Content, CorrectionKind } from '../item.ts';

export interface Correction {
  kind: CorrectionKind;
  note: LocalText;
  at: Date;
}

/** Of several items at once, oldest first. */
export async function correctionsOf(
  app: App,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Correction[]>> {
  if (ids.length === 0) return new Map();
  const rows = await app.db
    .selectFrom('news.correction')
    .select(['item_id', 'kind', 'note', 'at'])
    .where('item_id', 'in', ids)
    .orderBy('id')
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.item_id);
  return new Map(
    [...grouped].map(([id, those]) => [
      id,
      those.map(({ kind, note, at }) => ({
        kind: kind as CorrectionKind,
        note: note as unknown as LocalText,
        at,
      })),
    ]),
  );
}

export interface Step {
  id: number;
  step: string;
  revision: number;
  at: Date;
  /** Absent: the program. */
  byName: string | null;
  /** What it said then, where the step changed it. */
  content: Content | null;
}

export async function stepsOf(
  app: App,
  item: string,
  limit: number,
  after: string | undefined,
): Promise<{ items: Step[]; next: string | null }> {
  const rows = await app.db
    .selectFrom('news.step')
    .select(['id', 'step', 'revision', 'at', 'by_name as byName', 'content'])
    .where('item_id', '=', item)
    .$if(after !== undefined, (query) => query.where('id', '<', Number(after)))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows
    .slice(0, limit)
    .map((row) => ({ ...row, content: row.content as unknown as Content | null }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: pageKey(last && [String(last.id)]) };
}

/** Who changed it last: for whoever comes too late. */
export async function lastStep(app: App, item: string): Promise<Step | undefined> {
  return (await stepsOf(app, item, 1, undefined)).items[0];
}
