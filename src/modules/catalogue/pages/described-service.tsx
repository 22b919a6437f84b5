// `/leistungen/:id` of a service that is not online yet: the same anatomy as a service, with the ways there are today.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Cols,
  Facts,
  PlainText,
  Rows,
  Top,
  Wrap,
  uiLabels,
  type FactItem,
} from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitOf } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { costText } from '../queries/cost-text.ts';
import type { DescribedService } from '../queries/described.ts';
import { audienceName, lifeEventById } from '../queries/life-events.ts';
import { ServiceAside } from './service-aside.tsx';
import { LegalBasis } from './service-bands.tsx';

interface Props {
  app: App;
  service: DescribedService;
  language: Language;
}

export function Described({
  app,
  service,
  language,
  related,
}: Props & { related: readonly (VNode | null)[] }) {
  const t = catalogueTexts(language);
  const event = lifeEventById(app, service.lifeEvents[0] ?? '');
  const { legalBasis } = service;
  return (
    <Wrap>
      <Top
        labels={uiLabels(language)}
        title={service.name[language]}
        crumbs={[
          { label: t('nav.services'), href: '/leistungen' },
          ...(event ? [{ label: event.name[language], href: `/lebenslagen/${event.id}` }] : []),
        ]}
        lead={service.summary[language]}
        action={
          <Button variant="secondary" href="#wege">
            {t('described.ways')}
          </Button>
        }
        actionNote={t('described.note')}
      />
      <Cols
        asideLabel={t('service.responsible')}
        aside={<ServiceAside app={app} service={service} language={language} />}
      >
        <Band id="wichtig" title={t('service.essentials')}>
          <Facts items={facts(app, service, language)} />
        </Band>
        <Band id="wege" title={t('described.ways')}>
          <Rows items={ways(app, service, language)} />
        </Band>
        {service.good ? (
          <Band id="gut-zu-wissen" title={t('service.good')}>
            <PlainText text={service.good[language]} />
          </Band>
        ) : null}
        <Band id="grundlage" title={t('service.legalBasis')} last={related.every((each) => each === null)}>
          <div class="prose stack">
            {legalBasis.length > 0 ? (
              <LegalBasis
                service={{ legalBasis, unverified: service.unverified ? ['facts', 'legalBasis'] : [] }}
                language={language}
              />
            ) : (
              <>
                <p>{t('described.noLaw')}</p>
                {service.unverified ? (
                  <p class="small quiet">{t('service.unverifiedNote', { parts: t('service.part.facts') })}</p>
                ) : null}
              </>
            )}
            <p class="small quiet">{t('described.source')}</p>
          </div>
        </Band>
        {related}
      </Cols>
    </Wrap>
  );
}

function facts(app: App, service: DescribedService, language: Language): FactItem[] {
  const t = catalogueTexts(language);
  const cost = costText(service, language);
  const needs = (service.needs ?? []).map((each) => each[language]);
  const optional = (term: string, value: string | undefined): FactItem[] =>
    value === undefined ? [] : [{ term, value }];
  return [
    {
      term: t('service.forWho'),
      value: service.audience.map((id) => audienceName(app, id, language)).join(', '),
    },
    ...optional(t('service.due'), service.due?.[language]),
    ...optional(t('service.cost'), cost),
    ...optional(t('service.duration'), service.duration?.[language]),
    ...(needs.length === 0
      ? []
      : [
          {
            term: t('service.needs'),
            value:
              needs.length === 1 ? (
                needs[0]
              ) : (
                <PlainText text={needs.map((each) => `- ${each}`).join('\n')} />
              ),
          },
        ]),
    ...optional(t('described.unknown'), unknownText(service, cost !== undefined, language)),
  ];
}

/** Kinds that one hands in something for; to be informed or to take part, nobody expects to need documents. */
const withoutDocuments = new Set(['information', 'participation']);

/** What nobody has recorded is said: where nothing stands, one would take it for free and without documents. */
function unknownText(service: DescribedService, costKnown: boolean, language: Language): string | undefined {
  const needsKnown = service.needs !== undefined || withoutDocuments.has(service.kind);
  if (costKnown && needsKnown) return undefined;
  const what = needsKnown ? 'cost' : costKnown ? 'needs' : 'both';
  return catalogueTexts(language)('described.unknownText', { what });
}

function ways(app: App, service: DescribedService, language: Language) {
  const t = catalogueTexts(language);
  const unit = unitOf(app, service.owner);
  const site = service.web ?? unit?.web ?? app.canton.realWebsite;
  return [
    ...(service.ways.includes('online')
      ? [
          {
            when: t('service.way.online'),
            title: new URL(site).hostname.replace(/^www\./, ''),
            href: site,
            text: t('described.onlineText'),
          },
        ]
      : []),
    {
      when: t(service.ways.includes('office') ? 'service.way.counter' : 'described.ask'),
      title: [unit?.name[language] ?? service.owner, ...(unit?.address ? [unit.address] : [])].join(', '),
      href: `/stellen/${service.owner}`,
      text: t(service.ways.includes('office') ? 'described.officeText' : 'described.askText'),
    },
  ];
}
