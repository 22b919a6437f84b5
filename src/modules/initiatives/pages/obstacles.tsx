// /huerden and /huerden/:id: the register of legal obstacles, what each blocks, which services, and how far its change is.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Facts,
  Hints,
  Pagination,
  PlainText,
  Quiet,
  Rows,
  Top,
  Views,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { serviceName } from '../facets.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { obstacleStates, type Obstacle } from '../obstacle.ts';
import { steerPortfolio } from '../permissions.ts';
import { publicNaming } from '../queries/initiatives.ts';
import {
  countsByState,
  obstacleById,
  obstacleList,
  obstacleSteps,
  servicesBlocked,
  servicesOnSameAct,
} from '../queries/obstacles.ts';
import { ObstacleSign, articleText, initiativeHref, obstacleHref, shownTitle } from './words.tsx';

const pageSize = 20;

async function list(request: Request) {
  const { app, language, query, actor } = request;
  const t = initiativesTexts(language);
  const state = obstacleStates.find((each) => each === query['stand']);
  const [{ items, next }, counts] = await Promise.all([
    obstacleList(app, { state, limit: pageSize, after: readPageKey(query['nach'], 'instant', 'slug') }),
    countsByState(app),
  ]);
  const key = state === undefined ? '' : `stand=${state}&`;
  return page(request, {
    title: t('obstacles.title'),
    description: t('obstacles.lead'),
    indexed: state === undefined,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('obstacles.title')}
          crumbs={[{ label: t('list.title'), href: '/vorhaben' }]}
          lead={t('obstacles.lead')}
          action={
            steerPortfolio.allows(actor, undefined, app) ? (
              <Buttons>
                <Button href="/huerden/bearbeiten/neu">{t('obstacles.new')}</Button>
              </Buttons>
            ) : undefined
          }
        />
        <Views
          label={t('obstacle.state')}
          views={[
            { label: t('obstacles.all'), href: '/huerden', current: state === undefined },
            ...obstacleStates.map((each) => ({
              label: t(`obstacle.state.${each}`),
              count: counts.get(each) ?? 0,
              href: `/huerden?stand=${each}`,
              current: each === state,
            })),
          ]}
        />
        <Band id="huerden" title={t('obstacles.items')} last>
          {items.length === 0 ? (
            <EmptyState text={t('obstacles.none')} />
          ) : (
            <Rows kind="two" items={items.map((each) => row(each, language))} />
          )}
          <Pagination
            labels={uiLabels(language)}
            href={next === null ? undefined : `/huerden?${key}nach=${next}`}
            hidden={t('obstacles.title')}
          />
        </Band>
      </Wrap>
    ),
  });
}

const row = (obstacle: Obstacle, language: Request['language']) => ({
  title: obstacle.texts[language].title,
  href: obstacleHref(obstacle),
  text: obstacle.texts[language].blocks,
  act: <ObstacleSign state={obstacle.state} language={language} />,
  children: <Quiet>{articleText(obstacle)}</Quiet>,
});

async function one(request: Request) {
  const { app, language, params, actor } = request;
  const t = initiativesTexts(language);
  const obstacle = await obstacleById(app.db, params['id']);
  if (!obstacle) throw new Fault('NOT_FOUND');
  const [steps, initiatives] = await Promise.all([
    obstacleSteps(app, obstacle.id),
    publicNaming(app, 'obstacles', obstacle.id),
  ]);
  const { title, blocks, proposal } = obstacle.texts[language];
  const said = steps.filter(({ words }, index) => words !== '' || index === steps.length - 1);
  return page(request, {
    title,
    description: blocks,
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          crumbs={[{ label: t('obstacles.title'), href: '/huerden' }]}
          action={
            steerPortfolio.allows(actor, undefined, app) ? (
              <Hints links={[{ label: t('obstacle.edit'), href: `/huerden/bearbeiten/${obstacle.id}` }]} />
            ) : undefined
          }
        />
        <Band id="huerde" title={t('obstacle.what')}>
          <Facts
            items={[
              {
                term: t('obstacle.article'),
                value: articleText(obstacle),
                ...(obstacle.unverified ? { source: t('obstacle.unverified') } : {}),
              },
              {
                term: t('obstacle.state'),
                value: <ObstacleSign state={obstacle.state} language={language} />,
              },
              { term: t('obstacle.blocks'), value: <PlainText text={blocks} /> },
              { term: t('obstacle.proposal'), value: <PlainText text={proposal} /> },
              {
                term: t('obstacle.unit'),
                value: <a href={`/stellen/${obstacle.unit}`}>{unitName(app, obstacle.unit, language)}</a>,
              },
            ]}
          />
        </Band>
        <Band id="leistungen" title={t('obstacle.services')}>
          <ServiceLinks
            request={request}
            ids={servicesBlocked(app, obstacle)}
            none={t('obstacle.noServices')}
          />
        </Band>
        <SameAct request={request} obstacle={obstacle} />
        {initiatives.length > 0 ? (
          <Band id="vorhaben" title={t('obstacle.initiatives')}>
            <Rows
              kind="two"
              items={initiatives.map((each) => ({
                title: shownTitle(each, language),
                href: initiativeHref(each),
                text: t(`phase.${each.phase}`),
              }))}
            />
          </Band>
        ) : null}
        <Band id="verlauf" title={t('obstacle.history')} last>
          <Rows
            items={said.map((step) => ({
              when: formatDate(swissDay(step.at), language, 'short'),
              title: t(`obstacle.state.${step.state}`),
              ...(step.words === '' ? {} : { children: <p lang={step.language}>{step.words}</p> }),
            }))}
          />
        </Band>
      </Wrap>
    ),
  });
}

/** Not blocked by it, but resting on the same act: whoever changes it should know. */
function SameAct({ request, obstacle }: { request: Request; obstacle: Obstacle }): VNode | null {
  const t = initiativesTexts(request.language);
  const ids = servicesOnSameAct(request.app, obstacle);
  if (ids.length === 0) return null;
  return (
    <Band id="erlass" title={t('obstacle.sameAct')} note={t('obstacle.sameActNote')}>
      <ServiceLinks request={request} ids={ids} none="" />
    </Band>
  );
}

function ServiceLinks(props: { request: Request; ids: readonly string[]; none: string }): VNode {
  const { request, ids, none } = props;
  if (ids.length === 0) return <p>{none}</p>;
  return (
    <Rows
      kind="two"
      items={ids.map((id) => ({
        title: serviceName(request.app, id, request.language),
        href: `/leistungen/${id}`,
      }))}
    />
  );
}

export const obstacleRoutes: Route[] = [
  {
    method: 'GET',
    url: '/huerden',
    may: everyone,
    kind: 'page',
    summary: 'The register of legal obstacles, newest change first (stand, nach)',
    handle: list,
  },
  {
    method: 'GET',
    url: '/huerden/:id',
    may: everyone,
    kind: 'page',
    summary: 'A legal obstacle: article, what it blocks, which services, proposal, history',
    handle: one,
  },
];
