// /vorhaben/zusammenhang: what has to come first, as a drawing of numbers and lines with the table that says which number is what.
import type { VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { Band, EmptyState, Table, TextLink, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { levelsOf } from '../dependencies.ts';
import type { PublicInitiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { dependentInitiatives, publicByIds } from '../queries/initiatives.ts';
import { initiativeHref, shownTitle } from './words.tsx';

const mostShown = 40;
const step = { x: 60, y: 70 };
const radius = 18;

interface Placed {
  initiative: PublicInitiative;
  /** From 1, in the order of rows. */
  number: number;
  x: number;
  y: number;
}

/** Those that come first stand above; within a row by id. Pure. */
export function place(initiatives: readonly PublicInitiative[]): Placed[] {
  const levels = levelsOf(initiatives);
  const rows = Map.groupBy(
    initiatives.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ({ id }) => levels.get(id) ?? 0,
  );
  let number = 0;
  return [...rows]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([level, row]) =>
      row.map((initiative, index) => ({
        initiative,
        number: ++number,
        x: step.x * index + step.x / 2,
        y: step.y * level + step.y / 2,
      })),
    );
}

async function show(request: Request) {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const dependent = await dependentInitiatives(app, mostShown);
  const needed = await publicByIds(app, [...new Set(dependent.flatMap(({ needs }) => needs))]);
  const all = new Map([...needed, ...dependent.map((each) => [each.id, each] as const)]);
  const placed = place([...all.values()]);
  return page(request, {
    title: t('needs.title'),
    description: t('needs.lead'),
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('needs.title')}
          crumbs={[{ label: t('list.title'), href: '/vorhaben' }]}
          lead={t('needs.lead')}
        />
        {placed.length === 0 ? (
          <EmptyState text={t('needs.none')} />
        ) : (
          <>
            <Band id="bild" title={t('needs.chart')} note={t('needs.chartNote')}>
              <NeedsChart placed={placed} title={t('needs.chart')} />
            </Band>
            <Band id="tabelle" title={t('needs.table')} full last>
              <NeedsTable placed={placed} language={language} />
            </Band>
          </>
        )}
      </Wrap>
    ),
  });
}

/** A line goes from what comes first down to what waits for it. */
export function NeedsChart({ placed, title }: { placed: readonly Placed[]; title: string }): VNode {
  const byId = new Map(placed.map((each) => [each.initiative.id, each]));
  const width = Math.max(step.x * 5, ...placed.map(({ x }) => x + step.x / 2));
  const height = Math.max(...placed.map(({ y }) => y + step.y / 2));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {placed.flatMap(({ initiative, x, y }) =>
        initiative.needs.flatMap((id) => {
          const first = byId.get(id);
          return first ? (
            <line
              key={`${id} ${initiative.id}`}
              x1={first.x}
              y1={first.y + radius}
              x2={x}
              y2={y - radius}
              stroke="currentColor"
              stroke-width="1.5"
            />
          ) : (
            []
          );
        }),
      )}
      {placed.map(({ initiative, number, x, y }) => (
        <g key={initiative.id}>
          <circle cx={x} cy={y} r={radius} fill="none" stroke="currentColor" stroke-width="1.5" />
          <text
            x={x}
            y={y}
            font-size="16"
            text-anchor="middle"
            dominant-baseline="central"
            fill="currentColor"
          >
            {number}
          </text>
        </g>
      ))}
    </svg>
  );
}

function NeedsTable({
  placed,
  language,
}: {
  placed: readonly Placed[];
  language: Request['language'];
}): VNode {
  const t = initiativesTexts(language);
  const numbers = new Map(placed.map(({ initiative, number }) => [initiative.id, number]));
  const named = (ids: readonly string[]) =>
    ids
      .flatMap((id) => numbers.get(id) ?? [])
      .toSorted((a, b) => a - b)
      .join(', ') || '–';
  return (
    <Table
      id="zusammenhang-tabelle"
      caption={t('needs.title')}
      hideCaption
      rowHeader={1}
      columns={[
        { label: t('needs.number'), numeric: true },
        { label: t('table.initiative') },
        { label: t('one.needs') },
        { label: t('one.neededBy') },
        { label: t('list.phase') },
      ]}
      rows={placed.map(({ initiative, number }) => ({
        key: initiative.id,
        cells: [
          number,
          <TextLink href={initiativeHref(initiative)} label={shownTitle(initiative, language)} />,
          named(initiative.needs),
          named(
            placed
              .filter((each) => each.initiative.needs.includes(initiative.id))
              .map((each) => each.initiative.id),
          ),
          t(`phase.${initiative.phase}`),
        ],
      }))}
    />
  );
}

export const needsRoute: Route = {
  method: 'GET',
  url: '/vorhaben/zusammenhang',
  may: everyone,
  kind: 'page',
  summary: 'Which initiatives have to come before which, as a drawing and as a table',
  handle: show,
};
