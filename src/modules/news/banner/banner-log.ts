// The log of banners, newest first, by key.
import type { App } from '../../../kernel/app.ts';
import type { LocalText } from '../../../kernel/i18n/texts.ts';
import type { Level } from './banner.ts';

export interface LoggedBanner {
  id: number;
  level: Level;
  texts: LocalText;
  areas: string[];
  fromAt: Date;
  untilAt: Date;
  setBy: string;
  endedAt: Date | null;
  endedBy: string | null;
}

export async function bannerLog(
  app: App,
  limit: number,
  after: number | undefined,
): Promise<{ items: LoggedBanner[]; next: number | undefined }> {
  const rows = await app.db
    .selectFrom('news.banner')
    .select(['id', 'level', 'texts', 'areas', 'from_at as fromAt', 'until_at as untilAt'])
    .select(['set_by as setBy', 'ended_at as endedAt', 'ended_by as endedBy'])
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? 0))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows
    .slice(0, limit)
    .map((row) => ({ ...row, level: row.level as Level, texts: row.texts as LocalText }));
  return { items, next: rows.length > limit ? items.at(-1)?.id : undefined };
}
