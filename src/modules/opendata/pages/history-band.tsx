// What changed in a data set when: its versions, newest first, by key.
import type { VNode } from 'preact';
import {
  Band,
  EmptyState,
  MoreLink,
  Table,
  formatDateTime,
  formatNumber,
  TextLink,
} from '../../../ui/index.ts';
import { opendataTexts } from '../opendata-texts.ts';
import type { Version } from '../queries/versions.ts';
import { wordsOf } from '../sets.ts';
import type { BandProps } from './set-bands.tsx';

export function HistoryBand({
  request: { language },
  set,
  versions: { items, next },
}: BandProps & { versions: { items: Version[]; next: string | null } }): VNode {
  const t = opendataTexts(language);
  return (
    <Band
      id="aenderungen"
      title={t('set.history')}
      note={set.keepsVersions ? t('set.historyNote') : `${t('set.historyNote')} ${t('set.historySums')}`}
      full
      last
    >
      {items.length === 0 ? (
        <EmptyState text={t('set.noHistory')} />
      ) : (
        <Table
          id="aenderungen-tabelle"
          caption={`${wordsOf(set, language, 'title')}: ${t('set.history')}`}
          hideCaption
          columns={[
            { label: t('set.version'), numeric: true },
            { label: t('set.at') },
            { label: t('set.change') },
            { label: t('set.rows'), numeric: true },
            { label: t('set.sha') },
            { label: t('set.file') },
          ]}
          rows={items.map((each) => ({
            key: each.number,
            cells: [
              each.number,
              formatDateTime(each.madeAt, language, 'long'),
              t(`change.${each.change}`),
              formatNumber(each.rows, language),
              <code>{each.sha256.slice(0, 16)}…</code>,
              each.whole ? (
                <TextLink
                  label="CSV"
                  href={`/data/${set.id}/versions/${each.number}.csv`}
                  hidden={`${t('set.version')} ${each.number}`}
                />
              ) : (
                ''
              ),
            ],
          }))}
        />
      )}
      {next === null ? null : (
        <p>
          <MoreLink href={`/daten/${set.id}?vor=${next}#aenderungen`} label={t('set.older')} />
        </p>
      )}
    </Band>
  );
}
