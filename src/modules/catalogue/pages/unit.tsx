// `/stellen/:id`: what a unit is responsible for, how to reach it, its services, and what it belongs to.
import {
  Band,
  Cols,
  EmptyState,
  PlainText,
  Events,
  Rows,
  TextLink,
  Top,
  Unit as UnitBlock,
  UnitTable,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { childrenOf, isWithin, unitKind, unitOf, unitPath, type Unit } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { offers, onlineFirst } from '../queries/offers.ts';
import { topicsWith } from '../topics/topics.ts';
import { relatedTo } from './added-bands.ts';
import { ServiceRows } from './service-rows.tsx';
import { unitRow } from './units.tsx';

export const unitPage: Route = {
  method: 'GET',
  url: '/stellen/:id',
  may: everyone,
  kind: 'page',
  summary: 'One unit: responsibility, address, services',
  shared: true,
  handle: async (request: Request) => {
    const { app, language } = request;
    const t = catalogueTexts(language);
    const labels = uiLabels(language);
    const unit = unitOf(app, request.params['id'] ?? '');
    if (!unit) throw new Fault('NOT_FOUND');
    const own = onlineFirst(
      offers(app).filter((service) => service.owner === unit.id),
      language,
    );
    const below = onlineFirst(
      offers(app).filter((service) => service.owner !== unit.id && isWithin(app, service.owner, unit.id)),
      language,
    );
    const children = childrenOf(app, unit.id);
    const above = unitPath(app, unit.id).slice(1, -1);
    const about = topicsWith(app, { unit: unit.id });
    const related = await relatedTo(app, { unit: unit.id }, language);
    return page(request, {
      title: unit.name[language],
      description: unit.responsibility[language],
      indexed: true,
      content: (
        <Wrap>
          <Top
            labels={labels}
            title={unit.name[language]}
            crumbs={[
              { label: t('nav.units'), href: '/stellen' },
              ...above.map((each) => ({
                label: each.name[language],
                href: `/stellen/${each.id}`,
              })),
            ]}
            lead={unit.responsibility[language]}
          />
          <Cols
            asideLabel={t('unit.contact')}
            aside={<Contact request={request} unit={unit} parent={above.at(-1)} />}
          >
            <Band
              id="leistungen"
              title={own.length > 0 || below.length === 0 ? t('unit.services') : t('unit.servicesBelow')}
            >
              {own.length > 0 || below.length > 0 ? (
                <ServiceRows
                  app={app}
                  services={own.length > 0 ? own : below}
                  language={language}
                  unit={unit.id}
                />
              ) : (
                <EmptyState text={t('unit.noServices')}>
                  <a href="/leistungen">{t('search.allServices')}</a>
                </EmptyState>
              )}
            </Band>
            {own.length > 0 && below.length > 0 ? (
              <Band id="leistungen-darunter" title={t('unit.servicesBelow')}>
                <ServiceRows app={app} services={below} language={language} />
              </Band>
            ) : null}
            {children.length > 0 ? (
              <Band id="dazu" title={t('unit.children')}>
                <Rows kind="two" items={children.map((each) => unitRow(app, each, language))} />
              </Band>
            ) : null}
            {about.length > 0 ? (
              <Band id="themen" title={t('unit.topics')}>
                <Events
                  items={about.map((topic) => ({
                    label: topic.name[language],
                    href: `/kontakt?thema=${topic.id}`,
                  }))}
                />
              </Band>
            ) : null}
            {related}
          </Cols>
        </Wrap>
      ),
    });
  },
};

function Contact({ request, unit, parent }: { request: Request; unit: Unit; parent: Unit | undefined }) {
  const { app, language } = request;
  const t = catalogueTexts(language);
  const site = app.canton.realWebsite;
  const reachable = unit.address !== undefined || unit.web !== undefined || unit.email !== undefined;
  return (
    <UnitBlock id="kontakt-h" title={t('unit.contact')}>
      {unit.address ? (
        <p>
          <b>{unit.name[language]}</b>
          <br />
          {unit.address}
        </p>
      ) : null}
      {unit.hours ? <PlainText text={`${t('unit.hours')}: ${unit.hours[language]}`} breaks /> : null}
      {unit.web ? (
        <p>
          <TextLink
            href={unit.web}
            label={new URL(unit.web).hostname.replace(/^www\./, '')}
            hidden={t('unit.web')}
          />
        </p>
      ) : null}
      {unit.email ? (
        <p>
          <TextLink href={`mailto:${unit.email}`} label={unit.email} />
        </p>
      ) : null}
      {reachable ? null : (
        <p>
          {t('unit.noContact')} <a href={site}>{new URL(site).hostname.replace(/^www\./, '')}</a>
        </p>
      )}
      <UnitTable
        rows={[
          { label: t('unit.kind'), value: unitKind(app, unit, language) },
          ...(parent
            ? [
                {
                  label: t('unit.parent'),
                  value: <a href={`/stellen/${parent.id}`}>{parent.name[language]}</a>,
                },
              ]
            : []),
        ]}
      />
      {unit.unverified ? <p class="small quiet">{t('unit.unverified')}</p> : null}
    </UnitBlock>
  );
}
