// What this module adds to the page of a service: its effort in figures, and the ways behind the scenes.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { Band, Facts, MoreLink, PlainText, Rows, Stack, formatDate } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { insightTexts } from '../insight-texts.ts';
import { figuresOf, type ServiceFigures } from '../queries/service-figures.ts';
import { breakTexts, medianText, shareText, stepsText } from './figure-words.ts';

export async function serviceBand(app: App, service: ServiceDefinition, language: Language): Promise<VNode> {
  const { items, day } = await figuresOf(app);
  const figures = items.find((each) => each.service.id === service.id);
  return (
    <>
      {figures ? <EffortBand figures={figures} day={day} language={language} /> : null}
      <BehindBand id={service.id} language={language} />
    </>
  );
}

function EffortBand(props: { figures: ServiceFigures; day: string; language: Language }): VNode {
  const { figures, day, language } = props;
  const t = insightTexts(language);
  const { asked, known } = figures.effort;
  const breaks = breakTexts(figures, language);
  const share = shareText(figures, language);
  const median = medianText(figures, language);
  return (
    <Band id="aufwand" title={t('effort.title')} note={t('effort.note', { date: formatDate(day, language) })}>
      <Stack>
        <Facts
          items={[
            { term: t('effort.asked'), value: t('effort.askedText', { asked, known }) },
            { term: t('effort.steps'), value: stepsText(figures, language) },
            {
              term: t('effort.breaks'),
              value:
                breaks.length < 2 ? (
                  (breaks[0] ?? t('effort.noBreaks'))
                ) : (
                  <PlainText text={breaks.map((each) => `- ${each}`).join('\n')} />
                ),
            },
            {
              term: t('effort.atOnce'),
              value:
                figures.measured && figures.cases !== null && figures.canDecideAtOnce
                  ? t('effort.share', { share, count: figures.cases })
                  : share,
            },
            {
              term: t('effort.median'),
              value:
                figures.measured && figures.measured.medianSeconds !== null
                  ? median === t('effort.now')
                    ? t('effort.medianNow')
                    : t('effort.medianText', { time: median })
                  : median,
            },
          ]}
        />
        <p>
          <MoreLink href="/leistungen/zahlen" label={t('effort.compare')} />
        </p>
      </Stack>
    </Band>
  );
}

function BehindBand({ id, language }: { id: string; language: Language }): VNode {
  const t = insightTexts(language);
  const page = `/leistungen/${id}`;
  return (
    <Band id="dahinter" title={t('links.title')} note={t('links.note')}>
      <Rows
        kind="two"
        items={[
          { title: t('links.flow'), href: `${page}/ablauf`, text: t('links.flowText') },
          { title: t('links.record'), href: `${page}/bearbeitung`, text: t('links.recordText') },
          { title: t('links.data'), href: `${page}/daten`, text: t('links.dataText') },
          { title: t('links.read'), href: `${page}/vorlesen`, text: t('links.readText') },
        ]}
      />
    </Band>
  );
}
