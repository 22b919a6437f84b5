// /wirkung: how digital the canton is, row by row of what it has set out to do, each figure with its source and when it was taken.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, Facts, Rows, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { benefitsOf, type Benefit } from '../benefits/benefits.ts';
import { missionOf } from '../benefits/load-mission.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { measureMeaning, measureTitle } from '../measures/registry.ts';
import { readingText, sourceText } from './words.tsx';

async function show(request: Request) {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const benefits = await benefitsOf(app);
  const { themes } = missionOf.of(app);
  const measured = benefits.filter(({ figures }) =>
    figures.some(({ reading }) => reading.value !== null),
  ).length;
  return page(request, {
    title: t('benefits.title'),
    description: t('benefits.lead'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('benefits.title')}
          lead={t('benefits.lead')}
          meta={t('benefits.measured', { measured, all: benefits.length })}
        />
        {themes.map((theme, index) => (
          <Band key={theme.id} id={theme.id} title={theme.name[language]} last={index === themes.length - 1}>
            <Rows
              items={benefits
                .filter(({ row }) => row.theme === theme.id)
                .map((benefit) => ({
                  when: benefit.row.id,
                  title: benefit.row.says[language],
                  text: benefit.row.does[language],
                  children: <Figures request={request} benefit={benefit} />,
                }))}
            />
          </Band>
        ))}
      </Wrap>
    ),
  });
}

function Figures({ request, benefit }: { request: Request; benefit: Benefit }): VNode {
  const { app, language } = request;
  const t = initiativesTexts(language);
  if (benefit.figures.length === 0) return <p class="small quiet">{t('benefits.notMeasured')}</p>;
  return (
    <Facts
      small
      items={benefit.figures.map(({ measure, reading }) => ({
        term: measureTitle(app, measure.id, language),
        value: <b>{readingText(reading, measure.unit, language)}</b>,
        source: `${measureMeaning(app, measure.id, language)} ${sourceText(reading, language)}.`,
        act: { label: t('benefits.source'), href: measure.page },
      }))}
    />
  );
}

export const benefitsRoute: Route = {
  method: 'GET',
  url: '/wirkung',
  may: everyone,
  kind: 'page',
  summary:
    'How digital the canton is: each row of its mission with figures, their source and when they were taken',
  handle: show,
};
