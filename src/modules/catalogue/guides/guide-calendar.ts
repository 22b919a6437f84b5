// A calendar file (RFC 5545) with the last days of a guide's steps, for the person's own calendar.
import ical from 'ical-generator';
import type { CalendarDay } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitOf } from '../../organisation/index.ts';
import { stepTexts } from '../queries/step-texts.ts';
import type { GuideStep } from './guide.ts';

export interface DatedStep {
  step: GuideStep;
  day: CalendarDay;
}

/**
 * @param about name of the life event, and the page with these answers
 * @returns the text of an `.ics` file with whole days; the same step on the same day has the same UID, so that a second download adds nothing
 */
export function guideCalendar(
  app: App,
  steps: readonly DatedStep[],
  language: Language,
  about: { id: string; title: string; url: string },
): string {
  const host = new URL(app.config.baseUrl).hostname;
  const calendar = ical({ name: about.title, prodId: { company: 'Drehscheibe', product: 'Lebenslagen' } });
  for (const { step, day } of steps) {
    const { title, text, unit: unitId, href } = stepTexts(app, step, language);
    const unit = unitId === undefined ? undefined : unitOf(app, unitId);
    calendar.createEvent({
      id: `${about.id}-${step.id}-${day}@${host}`,
      // Noon: the same day in every zone in which the program may run.
      start: new Date(`${day}T12:00:00Z`),
      allDay: true,
      stamp: app.clock.now(),
      summary: title,
      description: text,
      url: href === undefined ? about.url : `${app.config.baseUrl}${href}`,
      ...(unit ? { location: [unit.name[language], unit.address].filter(Boolean).join(', ') } : {}),
    });
  }
  return calendar.toString();
}
