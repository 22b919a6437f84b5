// How a unit can be reached: only what is known. No telephone number is ever made up, so there is none.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { appointmentOffers } from '../../appointments/index.ts';
import { services } from '../../catalogue/index.ts';
import type { Unit } from '../../organisation/index.ts';

type Way =
  | { kind: 'visit'; address: string; hours: string | undefined }
  | { kind: 'write'; address: string }
  | { kind: 'mail'; address: string }
  | { kind: 'web'; href: string }
  | { kind: 'ask'; href: string }
  | { kind: 'message'; href: string }
  | {
      kind: 'appointment';
      service: string;
      title: string;
      place: string;
      hours: WeeklyHours;
      unverified: boolean;
    };

type WeeklyHours = readonly { days: readonly number[]; from: string; to: string }[];
export type ContactWay = Way;

const hasPage = (app: App, url: string): boolean =>
  app.modules.some(({ routes = [] }) => routes.some((route) => route.method === 'GET' && route.url === url));

/** In the order in which they help: what can be done from home first. */
export function waysTo(app: App, unit: Unit, language: Language): Way[] {
  const subject = encodeURIComponent(`stelle:${unit.id}`);
  return [
    ...(hasPage(app, '/fragen/neu') ? [{ kind: 'ask' as const, href: `/fragen/neu?zu=${subject}` }] : []),
    ...(hasPage(app, '/konto/postfach/neu')
      ? [{ kind: 'message' as const, href: `/konto/postfach/neu?stelle=${unit.id}` }]
      : []),
    ...appointmentsOf(app, unit, language),
    ...(unit.address === undefined
      ? []
      : [
          { kind: 'visit' as const, address: unit.address, hours: unit.hours?.[language] },
          { kind: 'write' as const, address: unit.address },
        ]),
    ...(unit.email === undefined ? [] : [{ kind: 'mail' as const, address: unit.email }]),
    ...(unit.web === undefined ? [] : [{ kind: 'web' as const, href: unit.web }]),
  ];
}

/** What can be booked with the forms of services. */
function appointmentsOf(app: App, unit: Unit, language: Language): Way[] {
  return Object.values(appointmentOffers(app))
    .filter((offer) => offer.unit === unit.id)
    .flatMap((offer): Way[] => {
      const service = services(app).find(({ pages }) =>
        pages.some(({ fields }) => fields.some((field) => 'offer' in field && field.offer === offer.id)),
      );
      if (!service) return [];
      return [
        {
          kind: 'appointment',
          service: service.id,
          title: service.texts[language]['title'] ?? service.id,
          place: offer.place[language],
          hours: offer.hours,
          unverified: offer.unverified === true,
        },
      ];
    });
}
