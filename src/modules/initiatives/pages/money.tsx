// /vorhaben/geld: what was granted and what is spent, by department, as bars and as a table with the sum.
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, BarChart, EmptyState, Table, Top, Wrap, formatAmount, uiLabels } from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { sumsByDepartment, type DepartmentSum } from '../queries/initiatives.ts';
import { moneyText } from './words.tsx';

const sum = (rows: readonly DepartmentSum[], of: 'credit' | 'spent' | 'count') =>
  rows.reduce((total, row) => total + row[of], 0);
const francs = (rappen: number): string => formatAmount(rappen / 100);

async function show(request: Request) {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const rows = await sumsByDepartment(app);
  return page(request, {
    title: t('money.title'),
    description: t('money.lead'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('money.title')}
          crumbs={[{ label: t('list.title'), href: '/vorhaben' }]}
          lead={t('money.lead')}
        />
        {rows.length === 0 ? (
          <EmptyState text={t('list.none')} />
        ) : (
          <>
            <Band id="balken" title={t('money.chart')} note={t('money.chartNote')}>
              <BarChart
                label={t('money.chart')}
                items={rows.map(({ department, credit, spent }) => ({
                  label: unitName(app, department, language),
                  href: `/vorhaben?department=${department}`,
                  full: spent / 100,
                  open: Math.max(0, credit - spent) / 100,
                  text: t('money.bar', {
                    spent: moneyText(spent, language),
                    credit: moneyText(credit, language),
                  }),
                }))}
              />
            </Band>
            <Band id="tabelle" title={t('money.table')} full last>
              <Table
                id="geld-tabelle"
                caption={t('money.title')}
                hideCaption
                columns={[
                  { label: t('list.department') },
                  { label: t('money.count'), numeric: true },
                  { label: t('money.credit'), numeric: true },
                  { label: t('money.spent'), numeric: true },
                  { label: t('money.left'), numeric: true },
                ]}
                rows={rows.map(({ department, count, credit, spent }) => ({
                  key: department,
                  cells: [
                    unitName(app, department, language),
                    count,
                    francs(credit),
                    francs(spent),
                    francs(credit - spent),
                  ],
                }))}
                foot={[
                  t('money.sum'),
                  sum(rows, 'count'),
                  francs(sum(rows, 'credit')),
                  francs(sum(rows, 'spent')),
                  francs(sum(rows, 'credit') - sum(rows, 'spent')),
                ]}
              />
            </Band>
          </>
        )}
      </Wrap>
    ),
  });
}

export const moneyRoute: Route = {
  method: 'GET',
  url: '/vorhaben/geld',
  may: everyone,
  kind: 'page',
  summary: 'What was granted for initiatives and what is spent, by department',
  handle: show,
};
