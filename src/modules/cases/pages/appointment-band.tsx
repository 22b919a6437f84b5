// Appointments of a case: when, where, and a file for the own calendar.
import type { VNode } from 'preact';
import { Band, Facts } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { bookingWords } from '../../appointments/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { caseTexts } from '../case-texts.ts';
import type { CaseView } from '../queries/case-view.ts';

/** Nothing where none is booked. */
export function AppointmentBand(props: { app: App; view: CaseView; language: Language }): VNode | null {
  const { app, view, language } = props;
  const t = caseTexts(language);
  if (view.bookings.length === 0) return null;
  return (
    <Band
      id="termin"
      title={t('appointment.title')}
      note={<a href={`/faelle/${view.matter.ref}/termin.ics`}>{t('appointment.file')}</a>}
    >
      <Facts
        items={view.bookings.flatMap((booking) => {
          const { when, where, minutes } = bookingWords(app, booking, language);
          return [
            { term: t('appointment.when'), value: when },
            ...(where === ''
              ? []
              : [
                  {
                    term: t('appointment.where'),
                    value: where,
                    source: t('appointment.minutes', { minutes }),
                  },
                ]),
          ];
        })}
      />
    </Band>
  );
}
