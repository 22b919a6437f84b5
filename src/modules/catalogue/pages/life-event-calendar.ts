// `/lebenslagen/:id/kalender.ics`: the dated steps of a guided page, for the own calendar.
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { guideCalendar } from '../guides/guide-calendar.ts';
import { readVisit, visitQuery } from '../guides/read-visit.ts';
import { datedSteps } from '../guides/step-due.ts';
import { stepsFor } from '../guides/steps-for.ts';
import { guideOf } from '../queries/guides.ts';
import { lifeEventById } from '../queries/life-events.ts';

export const lifeEventCalendar: Route = {
  method: 'GET',
  url: '/lebenslagen/:id/kalender.ics',
  may: everyone,
  kind: 'file',
  summary: 'The dated steps of a life event as a calendar file',
  perMinute: 120,
  handle: ({ app, language, params, query, url }: Request) => {
    const event = lifeEventById(app, params['id'] ?? '');
    const guide = event && guideOf(app, event.id);
    if (!event || !guide) throw new Fault('NOT_FOUND');
    const visit = readVisit(guide, query, language);
    const dated = datedSteps(app, guide, stepsFor(guide, visit.answers), visit.day);
    // Without a day there are no dates: the page says what is missing, or what of the address can't be.
    if (dated.length === 0 || visit.unknown.length > 0) {
      const at = url.indexOf('?');
      return seeOther(`/lebenslagen/${event.id}${at < 0 ? '' : url.slice(at)}`);
    }
    return guideCalendar(app, dated, language, {
      id: event.id,
      title: event.name[language],
      path: `/lebenslagen/${event.id}${visitQuery(visit)}`,
    });
  },
};
