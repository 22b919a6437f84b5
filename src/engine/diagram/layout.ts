// The drawing of a process: every node, pool, lane and line with its place. BPMN and the picture on the page both come from it.
import { lineHeight, textWidth } from './measure-text.ts';
import { placePools, type Bounds, type PlacedNode, type PlacedPool } from './place-nodes.ts';
import type { ServiceProcess } from './process-model.ts';
import { Router, type Point } from './route-lines.ts';

export interface PlacedLine {
  id: string;
  kind: 'sequence' | 'message';
  points: Point[];
  name: string;
  /** Only where the line has a name that is drawn. */
  label?: Bounds;
  isDefault: boolean;
}

export interface DiagramLayout {
  width: number;
  height: number;
  pools: PlacedPool[];
  nodes: PlacedNode[];
  lines: PlacedLine[];
}

/** Pixels between a sub-process's border and the lines inside it. */
const inset = 5;

export function layoutProcess(process: ServiceProcess): DiagramLayout {
  const { pools, nodes, width, height } = placePools(process.participants, process.messages);
  const router = new Router(width, height);
  for (const { bounds, lanes } of pools) for (const each of [{ bounds }, ...lanes]) router.fence(each.bounds);
  for (const { node, bounds } of nodes) if (node.inside) router.fence(bounds);
  const byId = new Map(nodes.map((each) => [each.node.id, each]));
  const placed = (id: string): PlacedNode => {
    const found = byId.get(id);
    if (!found) throw new Error(`The process ${process.id} leads to «${id}», which is not in it`);
    return found;
  };
  const poolOf = ({ bounds: { y } }: PlacedNode) =>
    pools.find(({ bounds }) => y > bounds.y && y < bounds.y + bounds.height)?.bounds;
  const whole = { x: 0, y: 0, width, height };
  const labels = nodes.flatMap((each) => each.label ?? titleOf(each) ?? []);

  const sequence = process.flows.map((flow) => {
    const [from, to] = [placed(flow.from), placed(flow.to)];
    const around = from.parent === undefined ? poolOf(from) : placed(from.parent).bounds;
    const area = around ?? whole;
    const header = from.parent === undefined ? 30 : 0;
    return {
      flow,
      line: {
        id: flow.id,
        from: from.bounds,
        to: to.bounds,
        joins: [flow.from, flow.to] as const,
        obstacles: nodes.filter((each) => each.parent === from.parent).map(({ bounds }) => bounds),
        labels,
        within: {
          x: area.x + header + inset,
          y: area.y + inset,
          width: area.width - header - 2 * inset,
          height: area.height - 2 * inset,
        },
      },
      length: distance(from.bounds, to.bounds),
    };
  });
  // Short lines first: they have the fewest ways.
  const lines = sequence
    .toSorted((a, b) => a.length - b.length)
    .map(({ flow, line }): PlacedLine => {
      const points = router.lead(line);
      const name = flow.name ?? '';
      return {
        id: flow.id,
        kind: 'sequence',
        points,
        name,
        isDefault: flow.isDefault ?? false,
        ...(name === '' ? {} : { label: labelOf(points, name) }),
      };
    });
  const messages = process.messages
    .map((message) => ({ message, from: placed(message.from), to: placed(message.to) }))
    .toSorted((a, b) => distance(a.from.bounds, a.to.bounds) - distance(b.from.bounds, b.to.bounds))
    .map(({ message, from, to }): PlacedLine => {
      const open = new Set([from.parent, to.parent]);
      const points = router.lead({
        id: message.id,
        from: from.bounds,
        to: to.bounds,
        joins: [message.from, message.to],
        obstacles: nodes.filter(({ node }) => !open.has(node.id)).map(({ bounds }) => bounds),
        labels: [...labels, ...lines.flatMap(({ label }) => label ?? [])],
        within: whole,
        vertical: true,
      });
      return { id: message.id, kind: 'message', points, name: message.name, isDefault: false };
    });
  return { width, height, pools, nodes, lines: [...lines, ...messages] };
}

/** Modellers write the name of an open sub-process at the top, in the middle. */
function titleOf({ node, bounds, lines }: PlacedNode): Bounds | undefined {
  if (!node.inside) return undefined;
  const width = textWidth(lines);
  return { x: bounds.x + (bounds.width - width) / 2, y: bounds.y + 6, width, height: lineHeight };
}

const centre = ({ x, y, width, height }: Bounds): Point => ({ x: x + width / 2, y: y + height / 2 });

function distance(a: Bounds, b: Bounds): number {
  const [from, to] = [centre(a), centre(b)];
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
}

/** «ja» and «nein» beside the beginning of the line. */
function labelOf(points: readonly Point[], name: string): Bounds {
  const [first = { x: 0, y: 0 }, second = first] = points;
  const width = textWidth([name]);
  const height = lineHeight;
  if (second.x > first.x) return { x: first.x + 3, y: first.y - height - 1, width, height };
  if (second.x < first.x) return { x: first.x - 3 - width, y: first.y - height - 1, width, height };
  return { x: first.x + 4, y: second.y > first.y ? first.y + 1 : first.y - height - 1, width, height };
}
