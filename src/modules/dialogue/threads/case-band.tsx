// On the page of a case: what its person and the unit have written to each other about it.
import type { VNode } from 'preact';
import { Band, Rows, State, formatDate, swissDay } from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { unitName } from '../../organisation/index.ts';
import { threadsOfCase } from './queries.ts';
import { threadTexts } from './thread-texts.ts';

/** Null where nobody has written; the way to write stands on the page already. */
export async function caseThreadsBand({ app, actor, language }: Request, ref: string): Promise<VNode | null> {
  if (actor.kind !== 'person' && actor.kind !== 'staff') return null;
  const t = threadTexts(language);
  const threads = await threadsOfCase(app, actor, ref);
  if (threads.length === 0) return null;
  const folder = actor.kind === 'staff' ? '/nachrichten' : '/konto/postfach';
  return (
    <Band id="nachrichten" title={t('list.title')}>
      <Rows
        items={threads.map(({ id, lastAt, subject, unit, waitingSince }) => ({
          when: formatDate(swissDay(lastAt), language, 'day'),
          title: subject,
          href: `${folder}/${id}`,
          text: unitName(app, unit, language),
          act: waitingSince === null ? undefined : <State tone="neutral">{t('list.waiting')}</State>,
        }))}
      />
    </Band>
  );
}
