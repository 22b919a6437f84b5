// Duties as a calendar file: whole days with their titles, and nothing else about the person.
import type { App } from '../../kernel/app.ts';
import { calendarFile } from '../../kernel/calendar-file.ts';
import type { Reply } from '../../kernel/http/route.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import { dutyHref } from '../catalogue/index.ts';
import { dutiesTexts } from './duties-texts.ts';
import type { OwnDuty } from './queries/duties.ts';

export const dutiesCalendar = (app: App, own: readonly OwnDuty[], language: Language): Reply =>
  calendarFile(
    app,
    { name: dutiesTexts(language)('title'), product: 'Pflichten', file: 'pflichten.ics' },
    own.flatMap(({ duty, due }) =>
      due
        ? [
            {
              id: `${duty.id}-${due.nominal}`,
              when: { day: due.day },
              summary: duty.title[language],
              path: dutyHref(duty.id),
            },
          ]
        : [],
    ),
  );
