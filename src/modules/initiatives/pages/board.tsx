// /vorhaben/tafel: the board, a band for each phase with how many there are, and those that changed last.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, BarChart, MoreLink, Rows, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { phases } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { countsByPhase, publicInitiatives } from '../queries/initiatives.ts';
import { initiativeRow } from './words.tsx';

const shown = 8;

async function show(request: Request) {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const [counts, ...columns] = await Promise.all([
    countsByPhase(app),
    ...phases.map(async (phase) => ({ phase, ...(await publicInitiatives(app, { phase }, shown)) })),
  ]);
  const filled = columns.filter(({ items }) => items.length > 0);
  return page(request, {
    title: t('board.title'),
    description: t('board.lead'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('board.title')}
          crumbs={[{ label: t('list.title'), href: '/vorhaben' }]}
          lead={t('board.lead')}
        />
        <Band id="anzahl" title={t('board.counts')} last={filled.length === 0}>
          <BarChart
            label={t('board.counts')}
            items={phases.map((phase) => ({
              label: t(`phase.${phase}`),
              href: `/vorhaben?phase=${phase}`,
              full: counts.get(phase) ?? 0,
              open: 0,
              text: String(counts.get(phase) ?? 0),
            }))}
          />
        </Band>
        {filled.map(({ phase, items, next }, index) => (
          <Band key={phase} id={phase} title={t(`phase.${phase}`)} last={index === filled.length - 1}>
            <Rows
              kind="two"
              items={items.map((item) => ({ ...initiativeRow(app, item, language), when: undefined }))}
            />
            {next === null ? null : (
              <MoreLink
                href={`/vorhaben?phase=${phase}`}
                label={t('board.all', { phase: t(`phase.${phase}`), count: counts.get(phase) ?? 0 })}
              />
            )}
          </Band>
        ))}
      </Wrap>
    ),
  });
}

export const boardRoute: Route = {
  method: 'GET',
  url: '/vorhaben/tafel',
  may: everyone,
  kind: 'page',
  summary: 'The board of initiatives: how many in each phase, and those that changed last',
  handle: show,
};
