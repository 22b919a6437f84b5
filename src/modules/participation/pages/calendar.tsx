// /mitreden/kalender: all days of all processes, as a page and as a calendar file to subscribe to.
import type { App } from '../../../kernel/app.ts';
import { calendarFile } from '../../../kernel/calendar-file.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, EmptyState, Rows, Top, Wrap, formatDate, formatDue, uiLabels } from '../../../ui/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { datedPhases } from '../phases.ts';
import { allProcesses } from '../queries/processes.ts';

interface CalendarDate {
  day: string;
  process: string;
  /** The same entry of a process has the same key, so that a second download adds nothing. */
  key: string;
  title: string;
  what: string;
}

/** First days of phases, last days on which people may do something, ends of clocks. */
function dates(app: App, language: Language): CalendarDate[] {
  const t = participationTexts(language);
  return allProcesses(app)
    .flatMap((process) => {
      const entry = (day: string, key: string, what: string): CalendarDate => ({
        day,
        process: process.id,
        key: `${process.id}-${key}`,
        title: process.title[language],
        what,
      });
      return [
        ...datedPhases(process.phases).flatMap((phase) => [
          entry(phase.from, phase.id, t('calendar.begins', { phase: phase.title[language] })),
          ...(phase.takes.length > 0 && phase.until !== undefined
            ? [entry(phase.until, `${phase.id}-until`, t('calendar.ends', { phase: phase.title[language] }))]
            : []),
        ]),
        ...process.clocks.map((clock) => entry(clock.due, clock.id, clock.title[language])),
      ];
    })
    .toSorted((a, b) => a.day.localeCompare(b.day));
}

function show(request: Request) {
  const { app, language } = request;
  const t = participationTexts(language);
  const today = app.clock.today();
  const ahead = dates(app, language).filter(({ day }) => day >= today);
  return page(request, {
    title: t('calendar.title'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('calendar.title')}
          lead={t('calendar.lead')}
          crumbs={[{ label: t('list.title'), href: '/mitreden' }]}
          action={<a href={`/mitreden/kalender.ics?lang=${language}`}>{t('calendar.file')}</a>}
        />
        <Band id="tage" title={t('calendar.ahead')} last>
          {ahead.length === 0 ? (
            <EmptyState text={t('calendar.none')} />
          ) : (
            <Rows
              items={ahead.map((each) => ({
                when: formatDate(each.day, language, 'day'),
                whenNote: formatDue(each.day, today, language),
                title: each.title,
                hidden: each.what,
                href: `/mitreden/${each.process}`,
                text: each.what,
              }))}
            />
          )}
        </Band>
      </Wrap>
    ),
  });
}

const file = ({ app, language }: Request) =>
  calendarFile(
    app,
    { name: participationTexts(language)('calendar.title'), product: 'Mitreden', file: 'mitreden.ics' },
    dates(app, language).map(({ key, title, what, day, process }) => ({
      id: key,
      summary: `${title}: ${what}`,
      when: { day },
      path: `/mitreden/${process}`,
    })),
  );

export const calendarRoutes: Route[] = [
  {
    method: 'GET',
    url: '/mitreden/kalender',
    may: everyone,
    kind: 'page',
    summary: 'The days of all participation processes',
    shared: true,
    handle: show,
  },
  {
    method: 'GET',
    url: '/mitreden/kalender.ics',
    may: everyone,
    kind: 'file',
    summary: 'The same as a calendar file to subscribe to',
    perMinute: 120,
    handle: file,
  },
];
