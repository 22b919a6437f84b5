// /zustellung: what no mail server took or what came back, for those who run the program. Kinds and servers' words, nobody's address.
import { hasRole } from '../../../kernel/actor.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { definePermission } from '../../../kernel/permission.ts';
import { Band, EmptyState, Rows, State, Top, Wrap, formatDateTime, uiLabels } from '../../../ui/index.ts';
import { notificationsTexts } from '../notifications-texts.ts';

export const seeDelivery = definePermission('notifications.see-delivery', (actor) => hasRole(actor, 'hub'));
const shown = 50;

/** Servers repeat the address that they refuse. */
const withoutAddresses = (text: string): string => text.replace(/[^\s<>;,"]+@/g, '…@');

async function show(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = notificationsTexts(language);
  const { undelivered, waiting } = await impersonal(app, 'count', async (db) => ({
    undelivered: await db
      .selectFrom('kernel.mail')
      .select(['kind', 'state', 'failure', 'ended_at as at'])
      .where('state', 'in', ['failed', 'returned'])
      .orderBy('ended_at', 'desc')
      .orderBy('id')
      .limit(shown)
      .execute(),
    waiting: await db
      .selectFrom('kernel.mail')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('state', '=', 'waiting')
      .where('attempts', '>', 0)
      .executeTakeFirstOrThrow(),
  }));
  return page(request, {
    title: t('ops.title'),
    content: (
      <Wrap>
        <Top labels={uiLabels(language)} title={t('ops.title')} lead={t('ops.lead')}>
          <p>{t('ops.waiting', { count: Number(waiting.count) })}</p>
        </Top>
        <Band id="nicht-zugestellt" title={t('ops.undelivered')} last>
          {undelivered.length === 0 ? (
            <EmptyState text={t('ops.empty')} />
          ) : (
            <Rows
              items={undelivered.map(({ kind, state, failure, at }) => ({
                when: at ? formatDateTime(at, language) : '',
                title: kind,
                text: withoutAddresses(failure ?? ''),
                act: (
                  <State tone="danger">{t(state === 'returned' ? 'state.returned' : 'state.failed')}</State>
                ),
              }))}
            />
          )}
        </Band>
      </Wrap>
    ),
  });
}

export const deliveryRoute: Route = {
  method: 'GET',
  url: '/zustellung',
  may: seeDelivery,
  kind: 'page',
  summary: 'Mails that could not be delivered, without persons',
  handle: show,
};
