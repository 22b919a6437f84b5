// /mitreden: what people can have their say in now, what comes, and what became of the rest.
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import {
  Band,
  EmptyState,
  Hints,
  Quiet,
  Rows,
  State,
  Top,
  Wrap,
  formatDate,
  uiLabels,
  type RowItem,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { kindOf } from '../kinds/all.ts';
import { participationTexts } from '../participation-texts.ts';
import type { Process } from '../process.ts';
import { allProcesses, stageOf, type Stage } from '../queries/processes.ts';
import { deadlineWords, stageWords } from './process-words.ts';

const bands: readonly { id: string; stages: readonly Stage[] }[] = [
  { id: 'offen', stages: ['open'] },
  { id: 'unterwegs', stages: ['ahead', 'running'] },
  { id: 'abgeschlossen', stages: ['ended'] },
];

function show(request: Request) {
  const { app, language } = request;
  const t = participationTexts(language);
  const today = app.clock.today();
  const of = (stages: readonly Stage[]) =>
    allProcesses(app)
      .filter((process) => stages.includes(stageOf(process, today)))
      .toSorted((a, b) => nextDay(a, today).localeCompare(nextDay(b, today)));
  return page(request, {
    title: t('list.title'),
    description: t('list.description', { canton: app.canton.name[language] }),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('list.title')}
          lead={t('list.lead')}
          action={
            <Hints
              links={[
                { label: t('calendar.title'), href: '/mitreden/kalender' },
                { label: t('rights.title'), href: '/mitreden/rechte' },
                { label: t('rules.title'), href: '/mitreden/regeln' },
              ]}
            />
          }
        />
        {bands.map(({ id, stages }, index) => {
          const processes = of(stages);
          return (
            <Band key={id} id={id} title={t(`list.${id as 'offen'}`)} last={index === bands.length - 1}>
              {processes.length === 0 ? (
                <EmptyState text={t('list.none')} />
              ) : (
                <Rows items={processes.map((process) => processRow(request, process))} />
              )}
            </Band>
          );
        })}
      </Wrap>
    ),
  });
}

/** The day of the next change, or the last one where nothing follows. */
function nextDay({ phases }: Process, today: string): string {
  return phases.find(({ from }) => from > today)?.from ?? phases.at(-1)?.from ?? '';
}

export function processRow(request: Request, process: Process): RowItem {
  const { app, language } = request;
  const stage = stageWords(request, process);
  const deadline = deadlineWords(request, process);
  const [day, ...rest] = deadline?.split(', ') ?? [
    formatDate(nextDay(process, app.clock.today()), language, 'day'),
  ];
  return {
    when: day,
    whenNote: rest.join(', '),
    title: process.title[language],
    href: `/mitreden/${process.id}`,
    text: process.summary[language],
    act: <State tone={stage.tone}>{stage.words}</State>,
    children: (
      <Quiet>
        {kindOf(process.kind).name[language]}, {unitName(app, process.owner, language)}
      </Quiet>
    ),
  };
}

export const listRoutes: Route[] = [
  {
    method: 'GET',
    url: '/mitreden',
    may: everyone,
    kind: 'page',
    summary: 'All participation processes: open, under way, ended',
    shared: true,
    handle: show,
  },
  {
    method: 'GET',
    url: '/mitwirken',
    may: everyone,
    kind: 'page',
    summary: 'Another word for /mitreden: goes on there',
    handle: () => seeOther('/mitreden'),
  },
];
