// /konto/mitreden: one's own contributions with what became of them; to withdraw, or to appeal against being hidden.
import type { VNode } from 'preact';
import type { PersonActor } from '../../../kernel/actor.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { personOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { Fault } from '../../../kernel/errors.ts';
import {
  Band,
  Button,
  EmptyState,
  Form,
  LongTextField,
  MoreLink,
  Notice,
  PlainText,
  Quiet,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { stepOfAuthor } from '../actions/moderate-contribution.ts';
import { moderationRules } from '../moderation-rules.ts';
import { participationTexts } from '../participation-texts.ts';
import { contributeTo } from '../permissions.ts';
import { mostOwn, ownContributions, type OwnContribution } from '../queries/own-contributions.ts';
import { allProcesses } from '../queries/processes.ts';
import { FateLine } from './fate-line.tsx';

/**
 * Whoever signs for an organisation looks after its statements here. What a person contributes is theirs alone: no mandate
 * and no guardian opens it.
 */
function ownerOf(request: Request): PersonActor {
  const actor = personOf(request);
  if (actor.acting && actor.acting.byLaw?.kind !== 'signatory') throw new Fault('ACTING_NOT_HERE');
  return actor;
}

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = participationTexts(language);
  const own = await ownContributions(app, ownerOf(request), readPageKey(query['cursor'], 'instant', 'uuid'));
  const last = own.length === mostOwn ? own.at(-1) : undefined;
  return page(request, {
    title: t('own.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('own.title')}
          lead={t('own.lead')}
          crumbs={[{ label: t('list.title'), href: '/mitreden' }]}
        />
        <Band id="beitraege" title={t('contributions.title')} last>
          {query['getan'] === undefined ? null : (
            <Notice tone="success" title={t('own.done')} role="status" level={3} />
          )}
          {own.length === 0 ? (
            <EmptyState text={t('contributions.none')}>
              <a href="/mitreden">{t('list.title')}</a>
            </EmptyState>
          ) : (
            <Rows items={own.map((item) => ownRow(request, item))} />
          )}
          {last ? (
            <MoreLink
              href={`/konto/mitreden?cursor=${last.at.toISOString()}_${last.id}`}
              label={t('contributions.further')}
            />
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}

const tones = { published: 'success', waiting: 'info', hidden: 'danger', withdrawn: 'neutral' } as const;

function ownRow(request: Request, item: OwnContribution) {
  const { app, language } = request;
  const t = participationTexts(language);
  const process = allProcesses(app).find(({ id }) => id === item.process);
  const act = process?.acts[item.act];
  const state = item.state as keyof typeof tones;
  return {
    when: formatDate(swissDay(item.at), language, 'day'),
    title: `${process?.title[language] ?? item.process}: ${act?.name[language] ?? item.act}`,
    act: <State tone={tones[state]}>{t(`state.${state}`)}</State>,
    children: (
      <>
        {item.title === '' ? null : <p lang={item.language}>{item.title}</p>}
        <PlainText text={item.body} lang={item.language} breaks />
        <FateLine request={request} item={item} process={item.process} />
        {state === 'hidden' ? <Hidden request={request} item={item} /> : null}
        {act && !act.unlisted && (state === 'published' || state === 'waiting') ? (
          <Withdraw request={request} item={item} />
        ) : null}
      </>
    ),
  };
}

function Hidden({ request, item }: { request: Request; item: OwnContribution }): VNode {
  const { language, csrf } = request;
  const t = participationTexts(language);
  const rule = moderationRules.find((each) => each === item.hiddenRule);
  return (
    <>
      <p>
        {rule ? `${t(`rule.${rule}`)}. ` : ''}
        {item.hiddenReason}
      </p>
      {item.appealed ? (
        <Quiet>{t('own.appealed')}</Quiet>
      ) : (
        <Form
          plain
          action="/konto/mitreden"
          label={t('own.appeal')}
          hidden={{ _csrf: csrf, beitrag: item.id, schritt: 'appeal' }}
        >
          <LongTextField
            labels={uiLabels(language)}
            id={`warum-${item.id}`}
            name="warum"
            label={t('own.appealWhy')}
            maxLength={2000}
            rows={3}
            value=""
          />
          <Button variant="secondary">{t('own.appeal')}</Button>
        </Form>
      )}
    </>
  );
}

function Withdraw({ request, item }: { request: Request; item: OwnContribution }): VNode {
  const t = participationTexts(request.language);
  return (
    <Form
      plain
      action="/konto/mitreden"
      label={`${t('own.withdraw')} ${item.id.slice(0, 8)}`}
      hidden={{ _csrf: request.csrf, beitrag: item.id, schritt: 'withdraw' }}
    >
      <Button variant="secondary">{t('own.withdraw')}</Button>
    </Form>
  );
}

async function act(request: Request): Promise<Reply> {
  const { app, body } = request;
  const id = typedText(body, 'beitrag');
  const step = typedText(body, 'schritt') === 'appeal' ? 'appeal' : 'withdraw';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  await stepOfAuthor(app, ownerOf(request), id, step, typedText(body, 'warum').slice(0, 2000));
  return seeOther('/konto/mitreden?getan=1');
}

export const ownRoutes: Route[] = [
  {
    method: 'GET',
    url: '/konto/mitreden',
    may: contributeTo,
    acting: 'covered',
    kind: 'page',
    summary: 'One’s own contributions with what became of them',
    handle: show,
  },
  {
    method: 'POST',
    url: '/konto/mitreden',
    may: contributeTo,
    acting: 'covered',
    kind: 'form',
    summary: 'Withdraws a contribution, or appeals against its being hidden (beitrag, schritt)',
    handle: act,
  },
];
