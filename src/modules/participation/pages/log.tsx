// /mitreden/regeln: the rules that contributions keep to; /mitreden/:id/protokoll: what moderation has done, with its reasons, naming nobody.
import { sql } from 'kysely';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  EmptyState,
  MoreLink,
  PlainText,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { moderationRules, type ModerationRule } from '../moderation-rules.ts';
import { participationTexts } from '../participation-texts.ts';
import { processById } from '../queries/processes.ts';
import { crumbsOf } from './contribution-rows.tsx';

const pageSize = 50;

function showRules(request: Request) {
  const { language } = request;
  const t = participationTexts(language);
  return page(request, {
    title: t('rules.title'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('rules.title')}
          lead={t('rules.lead')}
          crumbs={[{ label: t('list.title'), href: '/mitreden' }]}
        />
        <Band id="regeln" title={t('rules.hidden')}>
          <Rows
            kind="one"
            items={moderationRules.map((rule) => ({
              title: t(`rule.${rule}`),
              text: t(`rule.${rule}.text`),
            }))}
          />
        </Band>
        <Band id="einsprache" title={t('rules.appeal')} last>
          <PlainText text={t('rules.appealText')} />
        </Band>
      </Wrap>
    ),
  });
}

async function showLog(request: Request) {
  const { app, language, params, query } = request;
  const process = processById(app, params['id']);
  const t = participationTexts(language);
  const [before] = readPageKey(query['cursor'], 'number') ?? [];
  const rows = await app.db
    .selectFrom('participation.moderation')
    .select(['id', 'step', 'rule', 'reason', 'at'])
    .where('process_id', '=', process.id)
    // Why authors themselves appeal or withdraw is theirs.
    .where('step', 'in', ['hide', 'publish', 'appeal'])
    .$if(before !== undefined, (find) => find.where(sql<boolean>`id < ${before}`))
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const shown = rows.slice(0, pageSize);
  return page(request, {
    title: `${t('log.title')}: ${process.title[language]}`,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('log.title')}
          lead={t('log.lead')}
          crumbs={crumbsOf(request, process)}
        >
          <p>
            <a href="/mitreden/regeln">{t('rules.title')}</a>
          </p>
        </Top>
        <Band id="schritte" title={t('log.steps')} last>
          {shown.length === 0 ? (
            <EmptyState text={t('log.none')} />
          ) : (
            <Rows
              items={shown.map(({ step, rule, reason, at }) => ({
                when: formatDate(swissDay(at), language, 'day'),
                title: t(`log.${step as 'hide'}`),
                text: step === 'hide' ? `${t(`rule.${rule as ModerationRule}`)}. ${reason}` : '',
              }))}
            />
          )}
          {rows.length > pageSize ? (
            <MoreLink
              href={`/mitreden/${process.id}/protokoll?cursor=${shown.at(-1)?.id}`}
              label={t('log.further')}
            />
          ) : null}
        </Band>
      </Wrap>
    ),
  });
}

export const logRoutes: Route[] = [
  {
    method: 'GET',
    url: '/mitreden/regeln',
    may: everyone,
    kind: 'page',
    summary: 'The rules that contributions keep to',
    shared: true,
    handle: showRules,
  },
  {
    method: 'GET',
    url: '/mitreden/:id/protokoll',
    may: everyone,
    kind: 'page',
    summary: 'What moderation has done in a process, with its reasons',
    handle: showLog,
  },
];
