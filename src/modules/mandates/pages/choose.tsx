// /vertretung: for whom one acts; a list to search, also for those who act for hundreds.
import { Type } from 'typebox';
import {
  Band,
  Button,
  EmptyState,
  Form,
  MoreLink,
  Notice,
  Pagination,
  Rows,
  SearchForm,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { safePath, seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import type { Acting } from '../../../kernel/acting.ts';
import { chooseActing as choose } from '../actions/choose-acting.ts';
import { mandatesTexts } from '../mandates-texts.ts';
import { chooseActing } from '../permissions.ts';
import { clientsOf } from '../queries/clients.ts';
import { clientText } from './mandate-words.tsx';

/** So many names are found without searching. */
const fewClients = 5;

/** @throws Fault FORBIDDEN for anyone else; the routes let only people in */
export function personOf(request: Request): PersonActor {
  if (request.actor.kind !== 'person') throw new Fault('FORBIDDEN');
  return request.actor;
}

async function showChoice(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const actor = personOf(request);
  const { acting } = actor;
  const t = mandatesTexts(language);
  const labels = uiLabels(language);
  const context = { app, language };
  const q = query['q']?.trim() ?? '';
  const { items, next, silent } = await clientsOf(app, actor, language, { q, cursor: query['cursor'] });
  const current = acting?.lapsed === false ? acting.mandateId : undefined;
  return page(request, {
    title: t('choose.title'),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('choose.title')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
          lead={acting === undefined ? t('choose.self') : t(lapsedWords(acting), { name: actor.name })}
        />
        {acting ? (
          <Band id="selbst" title={t('choose.selfTitle')}>
            <p>{t('choose.selfText', { name: acting.by.name })}</p>
            <Form plain action="/vertretung" hidden={{ _csrf: request.csrf, mandate: '' }}>
              <Button>{t('choose.selfButton')}</Button>
            </Form>
          </Band>
        ) : null}
        <Band id="andere" title={t('choose.others')} note={t('choose.othersNote')}>
          {silent.length > 0 ? (
            <Notice tone="warning" title={t('choose.silentTitle')}>
              <p>{t('choose.silent')}</p>
            </Notice>
          ) : null}
          {items.length > fewClients || next !== null || q !== '' ? (
            <SearchForm labels={labels} action="/vertretung" value={q} label={t('choose.search')} />
          ) : null}
          {items.length === 0 ? (
            <EmptyState text={q === '' ? t('choose.none') : t('choose.noneFound', { q })} />
          ) : (
            <Rows
              kind="two"
              items={items.map((client) => ({
                title: client.name,
                text: clientText(context, client),
                act:
                  client.id === current ? (
                    t('choose.current')
                  ) : (
                    <Form plain action="/vertretung" hidden={{ _csrf: request.csrf, mandate: client.id }}>
                      <Button variant="secondary" hidden={client.name}>
                        {t('choose.button')}
                      </Button>
                    </Form>
                  ),
              }))}
            />
          )}
          <Pagination
            labels={labels}
            href={
              next
                ? `/vertretung?${new URLSearchParams({ ...(q === '' ? {} : { q }), cursor: next }).toString()}`
                : undefined
            }
            hidden={t('choose.others')}
          />
        </Band>
        {acting ? null : (
          <Band id="vollmachten" title={t('mandates')} note={t('mandatesNote')} last>
            <MoreLink label={t('mandatesAll')} href="/vertretung/vollmachten" />
          </Band>
        )}
      </Wrap>
    ),
  });
}

function lapsedWords({ lapsed, unconfirmed, byLaw }: Acting) {
  if (unconfirmed) return 'choose.unconfirmed';
  if (lapsed) return byLaw ? 'choose.lapsedByLaw' : 'choose.lapsed';
  return 'choose.other';
}

async function postChoice(request: Request): Promise<Reply> {
  const { app, body, sessionId } = request;
  // A program says for whom it acts by its own token; only a browser's session can change its mind.
  if (sessionId === undefined) throw new Fault('SIGN_IN_REQUIRED');
  const { mandate, weiter } = body as { mandate: string; weiter?: string };
  await choose(app, personOf(request), sessionId, mandate === '' ? undefined : mandate);
  // From a page that asked for it back to that page.
  return seeOther(safePath(weiter ?? '', '/konto'));
}

export const chooseRoutes: Route[] = [
  {
    method: 'GET',
    url: '/vertretung',
    may: chooseActing,
    acting: 'always',
    kind: 'page',
    summary: 'For whom I act: myself, somebody who has given me a mandate, or whom I represent by law',
    handle: showChoice,
  },
  {
    method: 'POST',
    url: '/vertretung',
    may: chooseActing,
    acting: 'always',
    kind: 'form',
    summary: 'Acts for somebody else from now on, or for oneself again',
    schema: {
      body: Type.Object(
        { mandate: Type.String({ maxLength: 36 }), weiter: Type.Optional(Type.String({ maxLength: 200 })) },
        { additionalProperties: true },
      ),
    },
    handle: postChoice,
  },
];
