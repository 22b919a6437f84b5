// The side column of a service: who is responsible, and what else fits.
import { TextLink, Unit } from '../../../ui/index.ts';
import { departmentOf, unitOf } from '../../organisation/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { lifeEventById } from '../queries/life-events.ts';
import { serviceById } from '../queries/services.ts';
import { text } from '../queries/text.ts';
import type { ServiceProps } from './service.tsx';

type AsideProps = Omit<ServiceProps, 'service'> & {
  service: Pick<ServiceProps['service'], 'owner' | 'lifeEvents' | 'related'>;
};

export function ServiceAside({ app, service, language }: AsideProps) {
  const t = catalogueTexts(language);
  const unit = unitOf(app, service.owner);
  const department = departmentOf(app, service.owner);
  const related = (service.related ?? []).flatMap((id) => serviceById(app, id) ?? []);
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
      </Unit>
      <Unit id="passt-auch-h" title={t('service.related')}>
        {related.map((each) => (
          <p key={each.id}>
            <TextLink href={`/leistungen/${each.id}`} label={text(each, language, 'title')} />
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
