// Uses of a person's data as rows: when, who, what for, which data, on which law. The same in the account and beside a case.
import type { VNode } from 'preact';
import { Rows, formatDate, formatTime, swissDay, words, type Children } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { dataTexts } from '../data-texts.ts';
import type { GroupedAccess } from '../queries/group-accesses.ts';

interface AccessRowsProps {
  items: readonly GroupedAccess[];
  language: Language;
  /** The day stands above the list already. */
  ofOneDay?: boolean;
  /** The page is about the case already. */
  ofOneCase?: boolean;
  /** What stands at the right of a row. */
  act?: (item: GroupedAccess) => Children;
}

export function AccessRows({ items, language, ofOneDay, ofOneCase, act }: AccessRowsProps): VNode {
  const time = (at: string) => formatTime(new Date(at), language);
  return (
    <Rows
      small
      items={items.map((item) => ({
        when: ofOneDay ? time(item.at) : formatDate(item.day, language, 'day'),
        ...(ofOneDay ? {} : { whenNote: time(item.at) }),
        title: item.whoText,
        text:
          item.case !== null && !ofOneCase ? (
            <>
              {item.purpose}{' '}
              <a class="nowrap" href={`/faelle/${item.case}`}>
                {item.case}
              </a>
            </>
          ) : (
            item.purpose
          ),
        children: <What item={item} language={language} />,
        act: act?.(item),
      }))}
    />
  );
}

function What({ item, language }: { item: GroupedAccess; language: Language }): VNode {
  const t = dataTexts(language);
  const fields = item.fields.join(', ');
  const often =
    item.count > 1
      ? `. ${t('repeated', { count: item.count, time: formatTime(new Date(item.firstAt), language) })}`
      : '';
  const basis =
    item.legalBasis !== null
      ? t('basedOn', { basis: item.legalBasis })
      : item.own
        ? t('ownRequest')
        : undefined;
  return (
    <p>
      {item.changed ? `${fields} (${t('kind.change')})` : fields}
      {often}
      {basis === undefined ? null : <span class="src">{words(basis)}</span>}
      {item.hidden === null ? null : (
        <span class="src">
          {t('hidden', {
            until: formatDate(swissDay(item.hidden.until), language),
            basis: item.hidden.basis,
          })}
        </span>
      )}
    </p>
  );
}
