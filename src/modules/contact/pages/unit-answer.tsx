// One responsible unit in the finder: where it is responsible, the ways to reach it, what it can do for one.
import type { VNode } from 'preact';
import { Band, MoreLink, Rows, type RowItem } from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { locales } from '../../../kernel/i18n/texts.ts';
import { offerById, offers, onlineFirst, type Responsible } from '../../catalogue/index.ts';
import { contactTexts } from '../contact-texts.ts';
import type { ContactAnswer } from '../queries/find-contact.ts';
import { municipalityById, type Municipality } from '../queries/municipality-of.ts';
import { waysTo, type ContactWay } from '../queries/ways.ts';

const mostServices = 6;

export function UnitAnswer(props: {
  request: Request;
  responsible: Responsible;
  subject: NonNullable<ContactAnswer['subject']>;
  area: Municipality | undefined;
}): VNode {
  const { request, responsible, subject } = props;
  const { app, language } = request;
  const { unit, areas, unverified } = responsible;
  const t = contactTexts(language);
  const own = onlineFirst(
    offers(app).filter(({ owner }) => owner === unit.id),
    language,
  );
  // What was asked for comes first, whoever keeps it here: it is done the same way in each municipality.
  const service = subject.kind === 'service' ? offerById(app, subject.id) : undefined;
  const asked = service ? [service] : [];
  const services = [...asked, ...own.filter(({ id }) => id !== service?.id)].slice(0, mostServices);
  const names = areas?.map((id) => municipalityById(app, id)?.name ?? id);
  const where = names && new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(names);
  return (
    <Band
      id={unit.id}
      title={<a href={`/stellen/${unit.id}`}>{unit.name[language]}</a>}
      note={
        <>
          {unit.responsibility[language]}
          {where === undefined ? null : (
            <>
              <br />
              {t('finder.onlyIn', { where })}
            </>
          )}
          {unverified ? (
            <>
              <br />
              {t('finder.unverified')}
            </>
          ) : null}
        </>
      }
    >
      <WayRows request={request} ways={waysTo(app, unit, language)} />
      {services.length > 0 ? (
        <>
          <h3>{t('finder.services')}</h3>
          <Rows
            small
            level={4}
            kind="two"
            items={services.map((offer) => ({
              title: offer.title[language],
              href: `/leistungen/${offer.id}`,
              text: offer.online ? undefined : t('finder.notOnline'),
            }))}
          />
          {own.length > services.length ? (
            <p>
              <MoreLink href={`/stellen/${unit.id}`} label={t('finder.allServices', { count: own.length })} />
            </p>
          ) : null}
        </>
      ) : null}
    </Band>
  );
}

export function WayRows({
  request,
  ways,
}: {
  request: Pick<Request, 'app' | 'language'>;
  ways: readonly ContactWay[];
}): VNode {
  const { app, language } = request;
  const t = contactTexts(language);
  const site = new URL(app.canton.realWebsite).hostname.replace(/^www\./, '');
  if (ways.length === 0)
    return (
      <p>
        {t('way.none')} <a href={app.canton.realWebsite}>{site}</a>
      </p>
    );
  return <Rows items={ways.map((way) => wayRow(way, language))} />;
}

function wayRow(way: ContactWay, language: Language): RowItem {
  const t = contactTexts(language);
  const when = t(`way.${way.kind}`);
  switch (way.kind) {
    case 'ask':
      return { when, title: t('way.askTitle'), href: way.href, text: t('way.askText') };
    case 'message':
      return { when, title: t('way.messageTitle'), href: way.href, text: t('way.messageText') };
    case 'appointment':
      return {
        when,
        title: way.title,
        href: `/leistungen/${way.service}`,
        text: `${way.place}. ${hoursWords(way.hours, language)}${way.unverified ? ` ${t('way.example')}` : ''}`,
      };
    case 'visit':
      return { when, title: way.address, text: way.hours ?? t('way.noHours') };
    case 'write':
      return { when, title: way.address, text: t('way.writeText') };
    case 'mail':
      return { when, title: way.address, href: `mailto:${way.address}`, text: t('way.mailText') };
    case 'web':
      return { when, title: new URL(way.href).hostname.replace(/^www\./, ''), href: way.href };
  }
}

/** «Mo, Di, Mi, Do, Fr 08:30–11:30» */
function hoursWords(hours: (ContactWay & { kind: 'appointment' })['hours'], language: Language): string {
  const day = new Intl.DateTimeFormat(locales[language], { weekday: 'short', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  const name = (number: number) => day.format(new Date(Date.UTC(2024, 0, number)));
  return `${hours.map(({ days, from, to }) => `${days.map(name).join(', ')} ${from}–${to}`).join('; ')}.`;
}
