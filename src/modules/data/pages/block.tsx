// /konto/bekanntgabe: whether my data may be told to others, and what happens on each way on which it could go out.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Form,
  Notice,
  Rows,
  Top,
  Wrap,
  formatDate,
  formatDateTime,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { assured } from '../../identity/index.ts';
import { blocksOf, runningSince, type DisclosureBlock } from '../disclosure/blocks.ts';
import { changeOwnBlock } from '../disclosure/change-block.ts';
import { disclosureTexts } from '../disclosure/disclosure-texts.ts';
import { blockings, outboundWays } from '../disclosure/outbound-ways.ts';
import { blockOwnDisclosure } from '../permissions.ts';

const address = '/konto/bekanntgabe';
const results = ['blocked', 'unblocked', 'same'] as const;

async function show(request: Request): Promise<Reply> {
  const { app, language } = request;
  const person = personOf(request);
  const t = disclosureTexts(language);
  const blocks = await ownData(app, person, (db) => blocksOf(db, person.id));
  const result = results.find((each) => each === request.query['jetzt']);
  return page(request, {
    title: t('title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('title')}
          lead={t('lead')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        >
          <p class="quiet">{t('law')}</p>
        </Top>
        {result === undefined ? null : (
          <Notice tone={result === 'same' ? 'info' : 'success'} role="status" title={t(`done.${result}`)} />
        )}
        <Standing request={request} since={runningSince(blocks)} />
        {blocks.length === 0 ? null : (
          <Band id="bisher" title={t('history')}>
            <Rows kind="say" small items={historyRows(blocks, language)} />
          </Band>
        )}
        {blockings.map((blocking, index) => (
          <Band
            key={blocking}
            id={`wege-${blocking}`}
            title={t(`blocking.${blocking}`)}
            note={t(`blocking.${blocking}.note`)}
            last={index === blockings.length - 1}
          >
            <Rows
              kind="one"
              items={outboundWays
                .filter((way) => way.blocking === blocking)
                .map(({ id }) => ({
                  title: t(`way.${id}.what`),
                  text: t('to', { to: t(`way.${id}.to`) }),
                  children: <p>{t(`way.${id}.how`)}</p>,
                }))}
            />
          </Band>
        ))}
      </Wrap>
    ),
  });
}

function Standing({ request, since }: { request: Request; since: Date | undefined }): VNode {
  const { language, csrf } = request;
  const t = disclosureTexts(language);
  const day = since && formatDate(swissDay(since), language);
  return (
    <Band id="stand" title={t('state')}>
      <div class="stack">
        <Notice
          tone={day === undefined ? 'info' : 'success'}
          level={3}
          title={day === undefined ? t('state.open') : t('state.blocked', { day })}
        >
          {t(day === undefined ? 'state.openText' : 'state.blockedText')}
        </Notice>
        <Form plain action={address} hidden={{ _csrf: csrf, sperren: day === undefined ? 'ja' : 'nein' }}>
          <Buttons>
            <Button variant={day === undefined ? 'primary' : 'secondary'}>
              {t(day === undefined ? 'set' : 'lift')}
            </Button>
          </Buttons>
        </Form>
      </div>
    </Band>
  );
}

/** Newest first; a block that was lifted is two of them. */
function historyRows(blocks: readonly DisclosureBlock[], language: Language) {
  const t = disclosureTexts(language);
  return blocks
    .flatMap(({ setAt, setAtCounter, liftedAt, liftedAtCounter }) => [
      ...(liftedAt === null ? [] : [{ at: liftedAt, what: t('history.lifted'), atCounter: liftedAtCounter }]),
      { at: setAt, what: t('history.set'), atCounter: setAtCounter },
    ])
    .map(({ at, what, atCounter }) => ({
      when: formatDateTime(at, language),
      text: `${what}. ${t(atCounter ? 'history.counter' : 'history.self')}.`,
    }));
}

async function post(request: Request): Promise<Reply> {
  const wanted = (request.body as Record<string, unknown>)['sperren'];
  if (wanted !== 'ja' && wanted !== 'nein') throw new Fault('NOT_FOUND');
  const blocked = wanted === 'ja';
  const changed = await changeOwnBlock(request.app, personOf(request), blocked, request.language);
  return seeOther(`${address}?jetzt=${changed ? (blocked ? 'blocked' : 'unblocked') : 'same'}`);
}

export const blockRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: blockOwnDisclosure,
    kind: 'page',
    summary: 'Whether my data may be told to others, and each way on which it could go out',
    handle: show,
  },
  assured(
    'liftBlock',
    {
      method: 'POST',
      url: address,
      may: blockOwnDisclosure,
      kind: 'form',
      summary: 'Blocks the disclosure of my data, or lifts the block',
      perMinute: 30,
      handle: post,
    },
    // To block is always open.
    ({ body }) => (body as Record<string, unknown>)['sperren'] === 'nein',
  ),
];
