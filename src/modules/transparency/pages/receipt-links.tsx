// What this module adds to the list of accesses: the receipt of each row, or when it can be had.
import { formatDateTime, formatTime } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { AddedToAccesses } from '../../data/index.ts';
import { currentLog } from '../log/current-log.ts';
import { isRefused, keepingState } from '../queries/log-state.ts';
import { placesOf } from '../queries/places.ts';
import { transparencyTexts } from '../transparency-texts.ts';
import { receiptAddress } from './receipts.ts';

/** The log is written every minute: the next full one and one more, so that nobody comes too early. */
function nextTime(now: Date): Date {
  return new Date(Math.ceil(now.getTime() / 60_000) * 60_000 + 60_000);
}

export async function receiptLinks(
  app: App,
  language: Language,
  ids: readonly string[],
): Promise<AddedToAccesses> {
  const t = transparencyTexts(language);
  const state = await keepingState(app);
  const places = await placesOf(app.db, currentLog.of(app).number, ids.map(Number));
  const committed = new Set(places.map(({ entry }) => String(entry)));

  const act = (row: readonly string[], at: string) => {
    const there = row.filter((id) => committed.has(id));
    if (row.some((id) => !committed.has(id) && Number(id) <= state.settled))
      return <a href="/log">{t('receipt.missing')}</a>;
    if (there.length > 0)
      return (
        <a href={receiptAddress(there)} download>
          {t('receipt.have', { count: there.length })}
          <span class="ds-sr-only"> {formatDateTime(at, language, 'long')}</span>
        </a>
      );
    if (isRefused(state)) return <a href="/log">{t('receipt.standstill')}</a>;
    return (
      <span class="small quiet">
        {t('receipt.from', { time: formatTime(nextTime(app.clock.now()), language, true) })}
      </span>
    );
  };

  const all = ids.filter((id) => committed.has(id));
  const below =
    all.length === 0 ? null : (
      <div class="stack" key="receipts">
        <p>
          {t('receipt.what')} <a href="/log">{t('receipt.more')}</a>
        </p>
        <p>
          <a href={receiptAddress(all)} download>
            {t('receipt.all')}
          </a>
        </p>
      </div>
    );
  return { act, below };
}
