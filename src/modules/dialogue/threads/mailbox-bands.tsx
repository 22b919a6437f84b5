// In the mailbox: deadlines on top, threads with units, and whether official letters may come here.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  EmptyState,
  Form,
  MoreLink,
  Pagination,
  Rows,
  Stack,
  State,
  dueTone,
  formatDate,
  formatDue,
  swissDay,
  uiLabels,
  type RowItem,
} from '../../../ui/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { unitName } from '../../organisation/index.ts';
import { electronicService } from './electronic-service.ts';
import { consentOf, openDeadlines, ownThreads } from './queries.ts';
import { threadTexts } from './thread-texts.ts';

/** Deadlines of messages as an alarm; null where there is none. */
export async function deadlineBand(app: App, actor: PersonActor, language: Language): Promise<VNode | null> {
  const t = threadTexts(language);
  const today = app.clock.today();
  const deadlines = await openDeadlines(app, actor);
  if (deadlines.length === 0) return null;
  const rows: RowItem[] = deadlines.map(({ thread, subject, unit, deadline }) => ({
    when: formatDate(deadline, language, 'day'),
    title: subject,
    href: `/konto/postfach/${thread}`,
    text: unitName(app, unit, language),
    act: <State tone={dueTone(deadline, today)}>{formatDue(deadline, today, language)}</State>,
  }));
  return (
    <Band id="fristen" title={t('deadlines.title')} note={t('deadlines.note')}>
      <Rows items={rows} />
      <p>
        <MoreLink href="/konto/postfach/fristen.ics" label={t('deadlines.calendar')} />
      </p>
    </Band>
  );
}

export async function threadBands(request: Request, actor: PersonActor): Promise<VNode> {
  const { app, language, query, csrf } = request;
  const t = threadTexts(language);
  const { items, next } = await ownThreads(app, actor, readPageKey(query['gespraech'], 'instant', 'uuid'));
  const since = await consentOf(app, actor);
  const { collectedDays, legalBasis, unverified } = electronicService.of(app);
  return (
    <>
      {await deadlineBand(app, actor, language)}
      <Band
        id="nachrichten"
        title={t('list.title')}
        note={<a href="/konto/postfach/neu">{t('new.title')}</a>}
      >
        {items.length === 0 ? (
          <EmptyState text={t('list.none')}>
            <Button variant="secondary" href="/konto/postfach/neu">
              {t('new.title')}
            </Button>
          </EmptyState>
        ) : (
          <Rows
            items={items.map(({ id, lastAt, subject, unit, unopened, waitingSince }) => ({
              when: formatDate(swissDay(lastAt), language, 'day'),
              title: subject,
              href: `/konto/postfach/${id}`,
              text: unitName(app, unit, language),
              read: unopened === 0,
              act:
                unopened > 0 ? (
                  <State tone="accent">{t('list.new', { count: unopened })}</State>
                ) : waitingSince === null ? undefined : (
                  <State tone="neutral">{t('list.waiting')}</State>
                ),
            }))}
          />
        )}
        <Pagination
          labels={uiLabels(language)}
          href={next === null ? undefined : `/konto/postfach?gespraech=${next}`}
          hidden={t('list.title')}
        />
      </Band>
      <Band id="amtlich" title={t('consent.title')}>
        <Stack>
          <p>
            {t('consent.text', {
              days: collectedDays,
              law: legalBasis,
              checked: unverified === true ? 'no' : 'yes',
            })}
          </p>
          {since === undefined ? null : (
            <p>{t('consent.since', { date: formatDate(swissDay(since), language) })}</p>
          )}
          <Form
            plain
            action="/konto/postfach/amtlich"
            label={t('consent.title')}
            hidden={{ _csrf: csrf, wahl: since === undefined ? 'ja' : 'nein' }}
          >
            <Button variant="secondary">{t(since === undefined ? 'consent.give' : 'consent.end')}</Button>
          </Form>
        </Stack>
      </Band>
    </>
  );
}
