// Places nodes: bands below each other, nodes beside each other, sub-processes as large as what is in them. All centres lie on the lattice.
import { lineHeight, textWidth, wrapText } from './measure-text.ts';
import type { Band, DiagramNode, Message, NodeKind, Participant } from './process-model.ts';

/** Lines lie on multiples of this, in pixels. */
export const lattice = 10;

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedNode {
  node: DiagramNode;
  bounds: Bounds;
  /** Text inside of the shape (tasks), or its title (sub-processes). */
  lines: string[];
  /** Text outside of it (events, gateways). */
  label?: Bounds & { lines: string[] };
  /** The sub-process around it. */
  parent?: string;
}

export interface PlacedPool {
  participant: Participant;
  bounds: Bounds;
  lanes: { id: string; name: string; bounds: Bounds }[];
}

const size: Record<NodeKind, { width: number; height: number }> = {
  start: { width: 36, height: 36 },
  end: { width: 36, height: 36 },
  catch: { width: 36, height: 36 },
  throw: { width: 36, height: 36 },
  userTask: { width: 140, height: 80 },
  sendTask: { width: 140, height: 80 },
  businessRuleTask: { width: 140, height: 80 },
  exclusiveGateway: { width: 50, height: 50 },
  eventGateway: { width: 50, height: 50 },
  subProcess: { width: 0, height: 0 },
  eventSubProcess: { width: 0, height: 0 },
};
/** Between nodes, bands and borders: room for lines beside each other. */
const gapX = 60;
const gapY = 50;
const padding = 40;
const title = 30;
const header = 30;
const between = 80;
const up = (value: number) => Math.ceil(value / lattice) * lattice;
/** So that the centre is on the lattice, too. */
const even = (value: number) => Math.ceil(value / (2 * lattice)) * 2 * lattice;

const isTask = (kind: NodeKind) => kind.endsWith('Task');
const isSubProcess = (node: DiagramNode) => node.inside !== undefined;

/** A node with the room it needs around its centre. */
interface Sized {
  node: DiagramNode;
  width: number;
  height: number;
  lines: string[];
  label: string[];
  above: boolean;
  /** Half the width of its column. */
  reach: number;
  top: number;
  bottom: number;
}

/** @param labelsAbove ids of events whose bottom is met by a message line */
function measure(node: DiagramNode, labelsAbove: ReadonlySet<string>): Sized {
  const outside = !isTask(node.kind) && !isSubProcess(node);
  const label = outside ? wrapText(node.name, 130, 3) : [];
  const inner = node.inside ? extent(node.inside, labelsAbove) : undefined;
  const { width, height } = inner
    ? { width: even(inner.width + 2 * padding), height: even(inner.height + padding + title + lattice) }
    : size[node.kind];
  const above = node.kind.endsWith('Gateway') || labelsAbove.has(node.id);
  const room = label.length === 0 ? 0 : label.length * lineHeight + 6;
  return {
    node,
    width,
    height,
    lines: outside ? [] : isTask(node.kind) ? wrapText(node.name, 124, 4) : wrapText(node.name, 220, 1),
    label,
    above,
    reach: up(Math.max(width, textWidth(label)) / 2),
    top: up(height / 2 + (above ? room : 0)),
    bottom: up(height / 2 + (above ? 0 : room)),
  };
}

/** Size of bands without borders. */
function extent(bands: readonly Band[], labelsAbove: ReadonlySet<string>): { width: number; height: number } {
  const placed = placeBands(bands, 0, 0, labelsAbove, []);
  return { width: placed.width, height: placed.height };
}

/** Puts bands below each other from a point on; adds what they hold to `all`. */
function placeBands(
  bands: readonly Band[],
  left: number,
  topmost: number,
  labelsAbove: ReadonlySet<string>,
  all: PlacedNode[],
  parent?: string,
): { width: number; height: number } {
  const ends = new Map<string, number>();
  let y = topmost;
  let width = 0;
  for (const band of bands.filter(({ nodes }) => nodes.length > 0)) {
    const sized = band.nodes.map((node) => measure(node, labelsAbove));
    const centre = y + Math.max(...sized.map(({ top }) => top));
    let x = band.after === undefined ? left : (ends.get(band.after) ?? left);
    for (const each of sized) {
      x += each.reach;
      all.push(place(each, x, centre, parent));
      if (each.node.inside) {
        const [insideX, insideY] = [x - each.width / 2 + padding, centre - each.height / 2 + title + lattice];
        placeBands(each.node.inside, insideX, insideY, labelsAbove, all, each.node.id);
      }
      width = Math.max(width, x + each.reach - left);
      x += each.reach + gapX;
      ends.set(each.node.id, x);
    }
    y = centre + Math.max(...sized.map(({ bottom }) => bottom)) + gapY;
  }
  return { width, height: y - gapY - topmost };
}

function place(sized: Sized, x: number, y: number, parent: string | undefined): PlacedNode {
  const { node, width, height, lines, label } = sized;
  const bounds = { x: x - width / 2, y: y - height / 2, width, height };
  const labelWidth = textWidth(label);
  const labelHeight = label.length * lineHeight;
  const labelY = sized.above ? bounds.y - 4 - labelHeight : bounds.y + height + 4;
  return {
    node,
    bounds,
    lines,
    ...(label.length > 0
      ? { label: { x: x - labelWidth / 2, y: labelY, width: labelWidth, height: labelHeight, lines: label } }
      : {}),
    ...(parent === undefined ? {} : { parent }),
  };
}

/** Places both pools, the person's above the unit's, with room for the messages between. */
export function placePools(
  participants: readonly Participant[],
  messages: readonly Message[],
): { pools: PlacedPool[]; nodes: PlacedNode[]; width: number; height: number } {
  const upper = new Set(messages.flatMap(({ from, to }) => [from, to]));
  const nodes: PlacedNode[] = [];
  const pools: PlacedPool[] = [];
  let y = lattice * 2;
  let widest = 0;
  for (const [index, participant] of participants.entries()) {
    const several = participant.lanes.length > 1;
    const inner = lattice * 2 + header + (several ? header : 0);
    const top = y;
    const lanes = participant.lanes.map((lane) => {
      const above = index === 0 ? upper : new Set<string>();
      const area = placeBands(lane.bands, inner + padding, y + padding, above, nodes);
      const height = up(area.height + 2 * padding);
      widest = Math.max(widest, inner + area.width + 2 * padding);
      const bounds = { x: lattice * 2 + header, y, width: 0, height };
      y += height;
      return { id: lane.id, name: lane.name ?? '', bounds };
    });
    pools.push({
      participant,
      bounds: { x: lattice * 2, y: top, width: 0, height: y - top },
      lanes: several ? lanes : [],
    });
    y += between;
  }
  const right = up(widest);
  for (const { bounds, lanes } of pools) {
    bounds.width = right - bounds.x;
    for (const lane of lanes) lane.bounds.width = right - lane.bounds.x;
  }
  const bottom = Math.max(...pools.map(({ bounds }) => bounds.y + bounds.height));
  return { pools, nodes, width: right + lattice * 2, height: bottom + lattice * 2 };
}
