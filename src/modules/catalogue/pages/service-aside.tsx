// The side column of a service: who is responsible, and what else fits.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import { TextLink, Unit } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { departmentOf, unitOf } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { lifeEventById } from '../queries/life-events.ts';
import { offerById, offersFor, onlineFirst, type Offer } from '../queries/offers.ts';
import { responsibleUnits } from '../topics/topics.ts';
import type { ServiceProps } from './service.tsx';

type AsideProps = Omit<ServiceProps, 'service'> & {
  service: Pick<ServiceProps['service'], 'id' | 'owner' | 'lifeEvents' | 'related'>;
};

const mostRelated = 5;

/** What the definition names; then what the same unit offers for the same event. */
function relatedTo({ app, service, language }: AsideProps): Offer[] {
  const named = (service.related ?? []).flatMap((id) => offerById(app, id) ?? []);
  const beside = service.lifeEvents.flatMap((event) =>
    offersFor(app, event).filter((offer) => offer.owner === service.owner),
  );
  const all = [...named, ...onlineFirst(beside, language)].filter(({ id }) => id !== service.id);
  return [...new Map(all.map((offer) => [offer.id, offer])).values()].slice(0, mostRelated);
}

export function ServiceAside({ app, service, language }: AsideProps) {
  const t = catalogueTexts(language);
  const unit = unitOf(app, service.owner);
  const department = departmentOf(app, service.owner);
  const related = relatedTo({ app, service, language });
  const events = service.lifeEvents.flatMap((id) => lifeEventById(app, id) ?? []);
  return (
    <>
      <Unit id="zustaendig-h" title={t('service.responsible')}>
        <p>
          <b>{unit?.name[language] ?? service.owner}</b>
          {department && department.id !== service.owner ? (
            <>
              <br />
              {department.name[language]}
            </>
          ) : null}
          {unit?.address ? (
            <>
              <br />
              {unit.address}
            </>
          ) : null}
        </p>
        <p>
          <TextLink href={`/stellen/${service.owner}`} label={t('service.toUnit')} />
          <br />
          {unit?.web ? (
            <TextLink href={unit.web} label={t('service.website')} />
          ) : (
            <TextLink href={app.canton.realWebsite} label={t('service.cantonWebsite')} />
          )}
        </p>
        {elsewhere(app, service, language)}
      </Unit>
      <Unit id="passt-auch-h" title={t('service.related')}>
        {related.map((each) => (
          <p key={each.id}>
            <TextLink href={`/leistungen/${each.id}`} label={each.title[language]} />
          </p>
        ))}
        {events.map((event) => (
          <p key={event.id}>
            <TextLink
              href={`/lebenslagen/${event.id}`}
              label={t('service.relatedEvent', { event: event.name[language] })}
            />
          </p>
        ))}
      </Unit>
    </>
  );
}

/** The municipalities in which another unit does it, each with that unit. */
function elsewhere(app: App, { id, owner }: { id: string; owner: string }, language: Language): VNode[] {
  const t = catalogueTexts(language);
  const names = new Map(app.canton.municipalities.map((each) => [each.id, each.name]));
  const list = new Intl.ListFormat(locales[language], { type: 'conjunction' });
  return responsibleUnits(app, { service: id }).flatMap(({ unit, areas, unverified }) =>
    unit.id === owner || !areas
      ? []
      : [
          <p key={unit.id}>
            {t('service.responsibleIn', { where: list.format(areas.map((area) => names.get(area) ?? area)) })}
            :<br />
            <TextLink href={`/stellen/${unit.id}`} label={unit.name[language]} />
            {unverified ? (
              <>
                <br />
                <span class="small quiet">{t('service.responsibleUnverified')}</span>
              </>
            ) : null}
          </p>,
        ],
  );
}
