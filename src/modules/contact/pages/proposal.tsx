// /korrektur/:proposal: what was proposed and what became of it, for whoever has the address, and the public log of all that was accepted.
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { everyone } from '../../../kernel/permission.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  EmptyState,
  Notice,
  Pagination,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type RowItem,
} from '../../../ui/index.ts';
import { contactTexts } from '../contact-texts.ts';
import { acceptedLog, type Accepted } from '../queries/accepted.ts';
import { proposalInPublic } from '../queries/proposals.ts';
import { ValueText } from './value-text.tsx';
import { ValuesTable } from './values-table.tsx';
import { fieldWords, thingWords } from './value-words.ts';

async function showProposal(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const t = contactTexts(language);
  const id = params['proposal'] ?? '';
  const found = isUuid(id) ? await proposalInPublic(app, id) : undefined;
  if (!found) throw new Fault('NOT_FOUND');
  const { proposal, values } = found;
  const { title, href } = thingWords(app, proposal, language);
  return page(request, {
    title: t('proposal.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('proposal.title')}
          meta={t('proposal.meta', { date: formatDate(swissDay(proposal.at), language) })}
          crumbs={[{ label: title, href }]}
        />
        {proposal.open > 0 ? (
          <Notice tone="info" title={t('proposal.thanks')} role="status">
            <p>{t('proposal.waits')}</p>
          </Notice>
        ) : null}
        <Band id="angaben" title={t('values.caption')} last>
          <ValuesTable app={app} language={language} kind={proposal.kind} values={values} />
        </Band>
      </Wrap>
    ),
  });
}

async function showLog(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = contactTexts(language);
  const labels = uiLabels(language);
  const { items, next } = await acceptedLog(app, readPageKey(query['cursor'], 'instant', 'number'));
  return page(request, {
    title: t('log.title'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={t('log.title')}
          lead={t('log.lead')}
          crumbs={[{ label: t('finder.nav'), href: '/kontakt' }]}
        />
        <Band id="liste" title={t('log.list')} last>
          {items.length === 0 ? (
            <EmptyState text={t('log.none')} />
          ) : (
            <Rows items={items.map((item) => acceptedRow(request, item))} />
          )}
          <Pagination
            labels={labels}
            href={next === null ? undefined : `/korrekturen?cursor=${next}`}
            hidden={t('log.title')}
          />
        </Band>
      </Wrap>
    ),
  });
}

export function acceptedRow({ app, language }: Pick<Request, 'app' | 'language'>, item: Accepted): RowItem {
  const t = contactTexts(language);
  const { title, href } = thingWords(app, item, language);
  return {
    when: formatDate(swissDay(item.since), language, 'day'),
    title: `${title}: ${fieldWords(app, item.kind, item.field, language)}`,
    ...(href === undefined ? {} : { href }),
    text: (
      <>
        <del>
          <ValueText field={item.field} value={item.old} language={language} />
        </del>{' '}
        <ins>
          <ValueText field={item.field} value={item.value} language={language} />
        </ins>
      </>
    ),
    children: (
      <p class="small quiet">
        {item.reason}
        {item.endedWhy === null ? '' : ` ${t(`log.${item.endedWhy as 'file'}`)}`}
      </p>
    ),
  };
}

export const proposalRoutes: Route[] = [
  {
    method: 'GET',
    url: '/korrektur/:proposal',
    may: everyone,
    kind: 'page',
    summary: 'What became of a proposed correction, for whoever has its address',
    handle: showProposal,
  },
  {
    method: 'GET',
    url: '/korrekturen',
    may: everyone,
    kind: 'page',
    summary: 'Public log of accepted corrections of the directory',
    handle: showLog,
  },
];
