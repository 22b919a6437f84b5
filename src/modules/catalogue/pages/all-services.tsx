// `/leistungen`: every service by life event, filtered by audience and life event.
import { Band, Button, EmptyState, Filters, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { audiences, lifeEvents } from '../queries/life-events.ts';
import { offersFor, onlineFirst } from '../queries/offers.ts';
import { ServiceRows, countText } from './service-rows.tsx';

export const allServicesPage: Route = {
  method: 'GET',
  url: '/leistungen',
  may: everyone,
  kind: 'page',
  summary: 'All services by life event',
  shared: true,
  handle: (request: Request) => {
    const { app, language, query } = request;
    const t = catalogueTexts(language);
    const labels = uiLabels(language);
    const audience = audiences(app).find((each) => each.id === query['audience'])?.id;
    const event = lifeEvents(app).find((each) => each.id === query['lifeEvent'])?.id;
    const bands = lifeEvents(app)
      .filter((each) => event === undefined || each.id === event)
      .map((each) => ({
        event: each,
        services: onlineFirst(offersFor(app, each.id), language).filter(
          (service) =>
            audience === undefined ||
            service.audience.includes(audience) ||
            service.audience.includes('everyone'),
        ),
      }))
      .filter((band) => band.services.length > 0);
    return page(request, {
      title: t('services.title'),
      description: t('services.lead'),
      indexed: true,
      content: (
        <Wrap>
          <Top labels={labels} title={t('services.title')} lead={t('services.lead')}>
            <Filters
              labels={labels}
              label={t('services.filter')}
              action="/leistungen"
              filters={[
                {
                  id: 'audience',
                  name: 'audience',
                  label: t('services.audience'),
                  value: audience ?? '',
                  options: [
                    { value: '', label: t('services.everyone') },
                    ...audiences(app)
                      .filter((each) => each.id !== 'everyone')
                      .map((each) => ({ value: each.id, label: each.name[language] })),
                  ],
                },
                {
                  id: 'lifeEvent',
                  name: 'lifeEvent',
                  label: t('services.lifeEvent'),
                  value: event ?? '',
                  options: [
                    { value: '', label: t('services.allEvents') },
                    ...lifeEvents(app)
                      .filter((each) => offersFor(app, each.id).length > 0)
                      .map((each) => ({ value: each.id, label: each.name[language] })),
                  ],
                },
              ]}
            />
          </Top>
          {bands.map(({ event: each, services }, index) => (
            <Band
              key={each.id}
              id={each.id}
              title={<a href={`/lebenslagen/${each.id}`}>{each.name[language]}</a>}
              note={countText(services, language)}
              last={index === bands.length - 1}
            >
              <ServiceRows app={app} services={services} language={language} />
            </Band>
          ))}
          {bands.length === 0 ? (
            <EmptyState text={t('services.none')}>
              <Button variant="secondary" href="/leistungen">
                {t('services.reset')}
              </Button>
            </EmptyState>
          ) : null}
        </Wrap>
      ),
    });
  },
};
