// `/leistungen/zahlen`: how much effort every service takes, the most first, as bars and as a table.
import {
  Band,
  BarChart,
  MoreLink,
  Table,
  TextLink,
  Top,
  Wrap,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { text } from '../../catalogue/index.ts';
import { insightTexts } from '../insight-texts.ts';
import { fewestCases, figuresOf, type ServiceFigures } from '../queries/service-figures.ts';
import { medianText, notAskedText, shareText, shortBreaks } from './figure-words.ts';
import { servicesCrumb } from './service-crumbs.ts';

export const figuresPage: Route = {
  method: 'GET',
  url: '/leistungen/zahlen',
  may: everyone,
  kind: 'page',
  summary: 'All services in figures: what they ask, media breaks, decided at once, time until the decision',
  async handle(request) {
    const { app, language } = request;
    const t = insightTexts(language);
    const { items, day, notAsked, askedInSilence, cases } = await figuresOf(app);
    return page(request, {
      title: t('figures.title'),
      description: t('figures.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={uiLabels(language)}
            title={t('figures.title')}
            crumbs={[servicesCrumb(language)]}
            lead={t('figures.lead')}
          />
          <Band id="balken" title={t('figures.chart')} note={t('figures.chartNote')}>
            <BarChart
              label={t('figures.chart')}
              items={items.map(({ service, own, effort }) => ({
                label: text(service, language, 'title'),
                href: `/leistungen/${service.id}`,
                full: own,
                open: effort.known,
                text: t('figures.bar', { own, known: effort.known }),
              }))}
            />
          </Band>
          <Band id="nicht-gefragt" title={t('figures.notAskedTitle')}>
            <p>{t('figures.notAskedText', { notAsked, cases })}</p>
            <p class="small quiet">{t('figures.notAskedNote', { silent: askedInSilence })}</p>
          </Band>
          <Band
            id="tabelle"
            title={t('figures.table')}
            note={`${t('effort.note', { date: formatDate(day, language) })} ${t('figures.tableNote', { count: fewestCases })}`}
            full
            last
          >
            <FiguresTable items={items} language={language} />
            <p>
              <MoreLink href="/api/v1/services/measures" label={t('figures.asJson')} />
            </p>
          </Band>
        </Wrap>
      ),
    });
  },
};

function FiguresTable({ items, language }: { items: readonly ServiceFigures[]; language: Language }) {
  const t = insightTexts(language);
  return (
    <Table
      id="zahlen-tabelle"
      caption={t('figures.title')}
      hideCaption
      columns={[
        { label: t('figures.service') },
        { label: t('figures.own'), numeric: true },
        { label: t('figures.known'), numeric: true },
        { label: t('effort.steps'), numeric: true },
        { label: t('effort.breaks') },
        { label: t('figures.cases'), numeric: true },
        { label: t('figures.notAsked'), numeric: true },
        { label: t('effort.atOnce') },
        { label: t('figures.median') },
      ]}
      rows={items.map((figures) => ({
        key: figures.service.id,
        cells: [
          <TextLink
            href={`/leistungen/${figures.service.id}`}
            label={text(figures.service, language, 'title')}
          />,
          figures.own,
          figures.effort.known,
          figures.effort.steps.least === figures.effort.steps.most
            ? figures.effort.steps.most
            : `${figures.effort.steps.least}–${figures.effort.steps.most}`,
          shortBreaks(figures, language),
          figures.cases ?? t('effort.tooFew'),
          notAskedText(figures, language),
          figures.canDecideAtOnce ? shareText(figures, language) : t('effort.shortNever'),
          medianText(figures, language),
        ],
      }))}
    />
  );
}
