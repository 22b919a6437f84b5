// `/leistungen/:id`: what a service costs, takes, needs and rests on, before anyone signs in.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { Band, Button, Cols, Facts, PlainText, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import '../errors.ts';
import { lifeEventById } from '../queries/life-events.ts';
import { describedById } from '../queries/described.ts';
import { serviceById } from '../queries/services.ts';
import { optionalText, text } from '../queries/text.ts';
import { addedBands, relatedTo } from './added-bands.ts';
import { easyLink } from '../easy/easy-link.tsx';
import { Described } from './described-service.tsx';
import { ServiceAside } from './service-aside.tsx';
import { DataBand, KnownBand, LegalBasis, PromiseBand, WaysBand } from './service-bands.tsx';
import { essentials } from './service-facts.tsx';

export const servicePage: Route = {
  method: 'GET',
  url: '/leistungen/:id',
  may: everyone,
  kind: 'page',
  summary: 'One service: who, cost, duration, what is needed, legal basis',
  shared: true,
  handle: async (request: Request) => {
    const { app, language } = request;
    const id = request.params['id'] ?? '';
    const service = serviceById(app, id);
    const described = describedById(app, id);
    const related = await relatedTo(app, { service: id }, language);
    if (described)
      return page(request, {
        title: described.name[language],
        description: described.summary[language],
        indexed: true,
        content: <Described app={app} service={described} language={language} related={related} />,
      });
    if (!service) throw new Fault('SERVICE_NOT_FOUND');
    const bands = await Promise.all(addedBands.of(app).map((band) => band(app, service, language)));
    return page(request, {
      title: text(service, language, 'title'),
      description: text(service, language, 'summary'),
      indexed: true,
      content: <Service app={app} service={service} language={language} added={[...bands, ...related]} />,
    });
  },
};

export interface ServiceProps {
  app: App;
  service: ServiceDefinition;
  language: Language;
}

function Service({ app, service, language, added }: ServiceProps & { added: readonly (VNode | null)[] }) {
  const t = catalogueTexts(language);
  const labels = uiLabels(language);
  const form = `/leistungen/${service.id}/formular`;
  const event = lifeEventById(app, service.lifeEvents[0] ?? '');
  const exclusions = service.exclusions ?? [];
  const good = optionalText(service, language, 'facts.good');
  return (
    <Wrap>
      <Top
        labels={labels}
        title={text(service, language, 'title')}
        crumbs={[
          { label: t('nav.services'), href: '/leistungen' },
          ...(event ? [{ label: event.name[language], href: `/lebenslagen/${event.id}` }] : []),
        ]}
        lead={text(service, language, 'lead')}
        action={
          <Button go href={form}>
            {text(service, language, 'start')}
          </Button>
        }
        actionNote={
          <>
            {t(service.identity.signInFirst ? 'service.signInNote' : 'service.signInLater')}{' '}
            <a href="#wege">{t('service.otherWays')}</a> {easyLink(app, 'services', service.id, language)}
          </>
        }
      />
      <Cols
        asideLabel={t('service.responsible')}
        aside={<ServiceAside app={app} service={service} language={language} />}
      >
        <Band id="wichtig" title={t('service.essentials')}>
          <Facts items={essentials(service, language)} />
        </Band>
        {exclusions.length > 0 ? (
          <Band id="ausnahmen" title={t('service.exclusions')} note={t('service.exclusionsNote')}>
            <PlainText
              text={exclusions.map((id) => `- ${text(service, language, `exclusions.${id}`)}`).join('\n')}
            />
          </Band>
        ) : null}
        {good === undefined ? null : (
          <Band id="gut-zu-wissen" title={t('service.good')}>
            <PlainText text={good} />
          </Band>
        )}
        <KnownBand app={app} service={service} language={language} />
        <WaysBand app={app} service={service} language={language} />
        <PromiseBand app={app} service={service} language={language} />
        <DataBand app={app} service={service} language={language} />
        <Band id="grundlage" title={t('service.legalBasis')}>
          <LegalBasis service={service} language={language} />
        </Band>
        {added}
      </Cols>
    </Wrap>
  );
}
