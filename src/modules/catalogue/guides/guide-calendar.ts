// A calendar file with the last days of a guide's steps, for the person's own calendar.
import type { App } from '../../../kernel/app.ts';
import { calendarFile } from '../../../kernel/calendar-file.ts';
import type { Reply } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { unitOf } from '../../organisation/index.ts';
import { stepTexts } from '../queries/step-texts.ts';
import type { DatedStep } from './step-due.ts';

/** @param about id and name of the life event, and the page with these answers */
export function guideCalendar(
  app: App,
  steps: readonly DatedStep[],
  language: Language,
  about: { id: string; title: string; path: string },
): Reply {
  return calendarFile(
    app,
    { name: about.title, product: 'Lebenslagen', file: `${about.id}.ics` },
    steps.map(({ step, due: { day } }) => {
      const { title, text, unit: unitId, href } = stepTexts(app, step, language);
      const unit = unitId === undefined ? undefined : unitOf(app, unitId);
      return {
        id: `${about.id}-${step.id}-${day}`,
        when: { day },
        summary: title,
        description: text,
        path: href ?? about.path,
        ...(unit ? { location: [unit.name[language], unit.address].filter(Boolean).join(', ') } : {}),
      };
    }),
  );
}
