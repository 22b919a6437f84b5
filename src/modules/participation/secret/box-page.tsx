// /mitreden/:id/urne: what everyone can see of a secret vote: the counts while it lasts, every ballot with its receipt afterwards.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  Facts,
  Figures,
  Hints,
  MoreLink,
  PlainText,
  Quiet,
  Table,
  Top,
  Wrap,
  formatNumber,
  uiLabels,
} from '../../../ui/index.ts';
import { receiptOf } from '../../../voting/secret/box.ts';
import { kindOf } from '../kinds/all.ts';
import { participationTexts } from '../participation-texts.ts';
import type { Process } from '../process.ts';
import { secretProcess } from './box-api.ts';
import { boxTexts } from './box-texts.ts';
import { boxState, fewestPublished, publishedBallots, type BoxState } from './published-box.ts';

const pageSize = 100;

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const process = secretProcess(request);
  const t = boxTexts(language);
  const state = await boxState(app, process);
  const number = (value: number) => formatNumber(value, language);
  return page(request, {
    title: t('title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('title')}
          lead={t(state.closed ? 'lead.closed' : 'lead.open')}
          crumbs={[
            { label: participationTexts(language)('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        <Band id="stand" title={t('state')}>
          <Figures
            items={[
              { value: number(state.issued), text: t('issued', { count: state.issued }) },
              { value: number(state.cast), text: t('cast', { count: state.cast }) },
            ]}
          />
          <Quiet>{t('issuedMore')}</Quiet>
        </Band>
        {await Ballots({ request, process, state, after: query['ab'] ?? '' })}
        <Band id="pruefen" title={t('how')} last>
          <PlainText text={t('howText')} />
          <Facts items={[{ term: t('key'), value: <code class="break small">{state.key}</code> }]} />
          <Hints links={[{ label: t('data'), href: `/api/v1/participation/${process.id}/ballots` }]} />
        </Band>
      </Wrap>
    ),
  });
}

async function Ballots({
  request: { app, language },
  process,
  state,
  after,
}: {
  request: Request;
  process: Process;
  state: BoxState;
  after: string;
}): Promise<VNode> {
  const t = boxTexts(language);
  const title = t('ballots');
  if (!state.closed)
    return (
      <Band id="zettel" title={title}>
        <Quiet>{t('later')}</Quiet>
      </Band>
    );
  if (state.cast < fewestPublished)
    return (
      <Band id="zettel" title={title}>
        <Quiet>{t('few', { least: fewestPublished })}</Quiet>
      </Band>
    );
  const words = kindOf(process.kind).secretWords;
  const all = await publishedBallots(app, process);
  const shown = all.filter(({ pseudonym }) => pseudonym > after).slice(0, pageSize + 1);
  const last = shown.length > pageSize ? shown[pageSize - 1] : undefined;
  const rows = await Promise.all(
    shown.slice(0, pageSize).map(async (ballot) => ({
      key: ballot.pseudonym,
      cells: [
        <code>{await receiptOf(process.id, ballot)}</code>,
        words?.(process, ballot.vote, language) ?? ballot.vote,
      ],
    })),
  );
  return (
    <Band id="zettel" title={title} note={t('order')} full>
      <Table
        id="alle-zettel"
        caption={t('caption')}
        hideCaption
        columns={[{ label: t('receipt') }, { label: t('choice') }]}
        rows={rows}
      />
      {last ? (
        <MoreLink href={`/mitreden/${process.id}/urne?ab=${last.pseudonym}`} label={t('more')} />
      ) : null}
    </Band>
  );
}

export const boxRoute: Route = {
  method: 'GET',
  url: '/mitreden/:id/urne',
  may: everyone,
  kind: 'page',
  summary: 'The box of a secret vote: counts while it lasts, all ballots with their receipts afterwards (ab)',
  handle: show,
};
