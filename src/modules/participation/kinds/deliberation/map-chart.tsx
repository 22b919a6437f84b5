// The opinion map as a drawing: a shape for each group, larger where more people stand; the figures stand in the table below it.
import type { VNode } from 'preact';
import type { OpinionMap, Point } from '../../../../opinion/index.ts';

const width = 400;
const height = 260;
const margin = 24;
/** Places this far apart are one mark. */
const cell = 12;

/** Groups are told apart by shape, filled or not, and by letter; never by colour (WCAG 1.4.1). */
export function GroupMark({ group, x, y, r }: { group: number; x: number; y: number; r: number }): VNode {
  const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 };
  if (group === 0) return <circle cx={x} cy={y} r={r} fill="currentColor" />;
  if (group === 1) return <rect x={x - r} y={y - r} width={2 * r} height={2 * r} {...line} />;
  if (group === 2)
    return <polygon points={`${x},${y - r} ${x + r},${y + r} ${x - r},${y + r}`} fill="currentColor" />;
  if (group === 3)
    return <polygon points={`${x},${y - r} ${x + r},${y} ${x},${y + r} ${x - r},${y}`} {...line} />;
  return <path d={`M${x - r} ${y - r}L${x + r} ${y + r}M${x - r} ${y + r}L${x + r} ${y - r}`} {...line} />;
}

export const groupLetter = (group: number): string => String.fromCharCode(65 + group);

interface Mark {
  group: number;
  x: number;
  y: number;
  people: number;
}

/** Pure: the same map is the same drawing. */
export function MapChart({ map, title }: { map: OpinionMap; title: string }): VNode {
  const place = scale(map.people.map((person) => person.place));
  const marks = new Map<string, Mark>();
  for (const person of map.people) {
    const [x, y] = place(person.place).map((value) => Math.round(value / cell) * cell) as [number, number];
    const key = `${person.group} ${x} ${y}`;
    const mark = marks.get(key) ?? { group: person.group, x, y, people: 0 };
    marks.set(key, { ...mark, people: mark.people + 1 });
  }
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {[...marks].map(([key, { group, x, y, people }]) => (
        <GroupMark key={key} group={group} x={x} y={y} r={Math.min(cell, 2 + 1.5 * Math.sqrt(people))} />
      ))}
      {map.groups.map(({ center }, group) => {
        const [x, y] = place(center);
        return (
          <text
            key={group}
            x={round(x)}
            y={round(y)}
            font-size="22"
            font-weight="700"
            text-anchor="middle"
            dominant-baseline="central"
            fill="currentColor"
            stroke="Canvas"
            stroke-width="5"
            paint-order="stroke"
          >
            {groupLetter(group)}
          </text>
        );
      })}
    </svg>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

/** One scale for both directions: distances mean the same in both. */
function scale(places: readonly Point[]): (point: Point) => [number, number] {
  const range = (axis: 0 | 1) => {
    const values = places.map((each) => each[axis]);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [[left, right], [low, high]] = [range(0), range(1)];
  const factor = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (height - 2 * margin) / Math.max(high - low, 1e-9),
  );
  return ([x, y]) => [
    width / 2 + (x - (left + right) / 2) * factor,
    height / 2 - (y - (low + high) / 2) * factor,
  ];
}
