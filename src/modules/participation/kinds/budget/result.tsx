// /mitreden/:id/ergebnis and the file beside it: what was chosen and why, and all ballots for whoever counts again.
import { page } from '../../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../../kernel/http/route.ts';
import { everyone } from '../../../../kernel/permission.ts';
import { disposition } from '../../../../kernel/http/reply.ts';
import { Band, EmptyState, Hints, PlainText, Quiet, Top, uiLabels, Wrap } from '../../../../ui/index.ts';
import { participationTexts } from '../../participation-texts.ts';
import { processById } from '../../queries/processes.ts';
import { fewestPublished } from '../../secret/published-box.ts';
import { ballotFile, countedBudget } from './ballots.ts';
import { budgetTexts } from './budget-texts.ts';
import { budgetOf } from './part.ts';
import { resultBands } from './result-bands.tsx';

async function show(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const process = processById(app, params['id'], 'budget');
  const result = await countedBudget(app, process);
  const t = budgetTexts(language);
  const few = result.ballots.length < fewestPublished;
  const names = budgetOf(process).projects.map(({ title }) => title[language]);
  return page(request, {
    title: t('result.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('result.title')}
          crumbs={[
            { label: participationTexts(language)('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        <Band id="regel" title={t('recount.how')} last={result.ballots.length === 0}>
          <PlainText text={t('result.idea')} />
          <Hints
            links={[
              ...(few ? [] : [{ label: t('result.file'), href: `/mitreden/${process.id}/stimmen.pb` }]),
              ...(process.ballots === 'secret'
                ? [{ label: t('secret.box'), href: `/mitreden/${process.id}/urne` }]
                : []),
              { label: t('result.recount'), href: '/mitreden/nachzaehlen' },
            ]}
          />
          {few ? <Quiet>{t('result.few', { least: fewestPublished })}</Quiet> : null}
          {result.ballots.length === 0 ? <EmptyState text={t('result.none')} /> : null}
        </Band>
        {result.ballots.length === 0 ? null : resultBands({ ...result, names }, language)}
      </Wrap>
    ),
  });
}

async function file({ app, params }: Request): Promise<Reply> {
  const process = processById(app, params['id'], 'budget');
  return {
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: await ballotFile(app, process),
    headers: {
      'content-disposition': disposition(`${process.id}.pb`, false),
      'cache-control': 'public, max-age=3600',
    },
  };
}

export const resultRoutes: Route[] = [
  {
    method: 'GET',
    url: '/mitreden/:id/ergebnis',
    may: everyone,
    kind: 'page',
    summary: 'The result of a participatory budget, with the reason for each project',
    handle: show,
  },
  {
    method: 'GET',
    url: '/mitreden/:id/stimmen.pb',
    may: everyone,
    kind: 'file',
    summary: 'All ballots of a participatory budget after its end, in the format of Pabulib',
    perMinute: 60,
    handle: file,
  },
];
