// `/lebenslagen/:id`: one event in life: a checklist that questions narrow, or all its services at one place.
import { Band, EmptyState, Events, Rows, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { unitOf } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { easyLink } from '../easy/easy-link.tsx';
import type { Guide } from '../guides/guide.ts';
import { readVisit } from '../guides/read-visit.ts';
import { guideOf } from '../queries/guides.ts';
import { lifeEventByAlias, lifeEventById, lifeEventEntries, type LifeEvent } from '../queries/life-events.ts';
import { byTitle, offersFor } from '../queries/offers.ts';
import { GuideBands } from './guide-bands.tsx';
import { visitErrors } from './guide-form.tsx';
import { ServiceRows } from './service-rows.tsx';

/** Another address of the event leads to it, with the answers. */
function elsewhereOf({ app, url }: Request, id: string): Reply {
  const event = lifeEventByAlias(app, id);
  if (!event) throw new Fault('NOT_FOUND');
  const at = url.indexOf('?');
  return seeOther(`/lebenslagen/${event.id}${at < 0 ? '' : url.slice(at)}`);
}

function guidedPage(request: Request, event: LifeEvent, guide: Guide): Reply {
  const { app, language, query } = request;
  const visit = readVisit(guide, query, language);
  const hasErrors = visitErrors(visit, language).length > 0;
  return page(request, {
    title: event.name[language],
    description: `${event.name[language]}: ${event.hint[language]}`,
    indexed: !visit.asked,
    ...(hasErrors ? { status: 422, hasErrors } : {}),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={event.name[language]}
          crumbs={[{ label: catalogueTexts(language)('nav.services'), href: '/leistungen' }]}
          lead={guide.lead[language]}
          meta={easyLink(app, 'events', event.id, language)}
        />
        <GuideBands app={app} event={event} guide={guide} visit={visit} language={language} />
      </Wrap>
    ),
  });
}

export const lifeEventPage: Route = {
  method: 'GET',
  url: '/lebenslagen/:id',
  may: everyone,
  kind: 'page',
  summary: 'One life event: its questions and checklist, or its services',
  shared: true,
  handle: (request: Request) => {
    const { app, language } = request;
    const t = catalogueTexts(language);
    const labels = uiLabels(language);
    const id = request.params['id'] ?? '';
    const event = lifeEventById(app, id);
    if (!event) return elsewhereOf(request, id);
    const guide = guideOf(app, event.id);
    if (guide) return guidedPage(request, event, guide);
    const all = byTitle(offersFor(app, event.id), language);
    const services = all.filter((offer) => offer.online);
    const described = all.filter((offer) => !offer.online);
    const units = [...new Set([...services, ...described].map((service) => service.owner))].flatMap(
      (id) => unitOf(app, id) ?? [],
    );
    const others = lifeEventEntries(app, language).filter((each) => each.href !== `/lebenslagen/${event.id}`);
    const site = new URL(app.canton.realWebsite).hostname.replace(/^www\./, '');
    const elsewhere = (
      <p>
        {t('event.elsewhere')} <a href={app.canton.realWebsite}>{site}</a>
      </p>
    );
    return page(request, {
      title: event.name[language],
      description: `${event.name[language]}: ${event.hint[language]}`,
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={labels}
            title={event.name[language]}
            crumbs={[{ label: t('nav.services'), href: '/leistungen' }]}
            lead={t('event.lead')}
          />
          <Band
            id="leistungen"
            title={t('event.services')}
            note={t('services.count', { count: services.length })}
          >
            <div class="stack">
              {services.length > 0 ? (
                <ServiceRows app={app} services={services} language={language} />
              ) : (
                <EmptyState text={t('event.none')} />
              )}
              {described.length > 0 ? null : elsewhere}
            </div>
          </Band>
          {described.length > 0 ? (
            <Band
              id="beschrieben"
              title={t('event.described')}
              note={t('services.count', { count: described.length })}
            >
              <div class="stack">
                <ServiceRows app={app} services={described} language={language} />
                {elsewhere}
              </div>
            </Band>
          ) : null}
          {units.length > 0 ? (
            <Band id="zustaendig" title={t('event.units')}>
              <Rows
                kind="two"
                items={units.map((unit) => ({
                  title: unit.name[language],
                  href: `/stellen/${unit.id}`,
                  text: unit.responsibility[language],
                }))}
              />
            </Band>
          ) : null}
          <Band id="andere" title={t('event.others')} last>
            <Events items={others} />
          </Band>
        </Wrap>
      ),
    });
  },
};
