// /mitreden/rechte: by which rights one can take part in the canton, who may, what the law limits, and where to go.
import type { Request, Route } from '../../../kernel/http/route.ts';
import { page } from '../../../kernel/http/page.tsx';
import { everyone } from '../../../kernel/permission.ts';
import { Band, Quiet, Rows, State, Top, Wrap, uiLabels, type RowItem } from '../../../ui/index.ts';
import { offerById } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import type { Instrument } from '../load-instruments.ts';
import { participationTexts } from '../participation-texts.ts';
import { instrumentsOf } from '../queries/processes.ts';

const groups = ['heard', 'binding', 'objection', 'open', 'place'] as const;

function show(request: Request) {
  const { app, language } = request;
  const t = participationTexts(language);
  return page(request, {
    title: t('rights.title'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('rights.title')}
          lead={t('rights.lead')}
          crumbs={[{ label: t('list.title'), href: '/mitreden' }]}
        />
        {groups.map((group, index) => (
          <Band key={group} id={group} title={t(`rights.${group}`)} last={index === groups.length - 1}>
            <Rows
              kind="two"
              items={instrumentsOf(app)
                .filter((instrument) => instrument.group === group)
                .map((instrument) => row(request, instrument))}
            />
          </Band>
        ))}
      </Wrap>
    ),
  });
}

function row({ app, language }: Request, instrument: Instrument): RowItem {
  const t = participationTexts(language);
  const offer = instrument.service === undefined ? undefined : offerById(app, instrument.service);
  return {
    title: instrument.name[language],
    text: instrument.text[language],
    act: offer ? (
      <a href={`/leistungen/${offer.id}`}>
        {t('rights.service')}
        <span class="ds-sr-only"> {instrument.name[language]}</span>
      </a>
    ) : undefined,
    children: (
      <>
        <p>
          {t('rights.who', { who: instrument.who[language] })}
          {instrument.figures ? `. ${instrument.figures[language]}` : ''}
        </p>
        {instrument.status === 'in-force' ? null : (
          <p>
            <State tone="warning">{t(`rights.${instrument.status}`)}</State>
          </p>
        )}
        <Quiet>
          {[...instrument.legalBasis, unitName(app, instrument.unit, language)].join('; ')}
          {instrument.unverified ? `. ${t('rights.unverified')}` : ''}
        </Quiet>
      </>
    ),
  };
}

export const rightsRoute: Route = {
  method: 'GET',
  url: '/mitreden/rechte',
  may: everyone,
  kind: 'page',
  summary: 'By which rights people take part: who may, on which law, and where',
  shared: true,
  handle: show,
};
