// The layout of a process in the shapes that the page's drawing knows.
import type { DiagramLayout, DiagramNode } from '../../../engine/index.ts';
import type { PictureShape, ProcessPictureProps } from '../../../ui/index.ts';

/** Everything of the drawing but its names. */
export function pictureOf(layout: DiagramLayout): Omit<ProcessPictureProps, 'id' | 'title' | 'description'> {
  return {
    width: layout.width,
    height: layout.height,
    pools: layout.pools.map(({ participant, bounds, lanes }) => ({
      id: participant.id,
      name: participant.name,
      bounds,
      lanes,
    })),
    shapes: layout.nodes.map(({ node, bounds, lines, label }) => ({
      id: node.id,
      bounds,
      lines,
      label,
      ...look(node),
    })),
    lines: layout.lines,
  };
}

function look(node: DiagramNode): Omit<PictureShape, 'id' | 'bounds' | 'lines' | 'label'> {
  switch (node.kind) {
    case 'start':
      return {
        kind: 'event',
        ring: 'start',
        sign: eventSign(node, false),
        dashed: node.interrupting === false,
      };
    case 'catch':
      return { kind: 'event', ring: 'between', sign: eventSign(node, false) };
    case 'throw':
      return { kind: 'event', ring: 'between', sign: eventSign(node, true) };
    case 'end':
      return { kind: 'event', ring: 'end', sign: eventSign(node, true) };
    case 'userTask':
      return { kind: 'task', does: 'person', ...(node.repeated ? { sign: 'repeated' } : {}) };
    case 'sendTask':
      return { kind: 'task', does: 'send' };
    case 'businessRuleTask':
      return { kind: 'task', does: 'rules' };
    case 'exclusiveGateway':
      return { kind: 'gateway', sign: 'exclusive' };
    case 'eventGateway':
      return { kind: 'gateway', sign: 'events' };
    case 'subProcess':
      return { kind: 'subProcess' };
    case 'eventSubProcess':
      return { kind: 'subProcess', dashed: true };
  }
}

function eventSign({ event }: DiagramNode, sends: boolean): PictureShape['sign'] {
  if (event === 'timer') return 'timer';
  if (event === 'conditional') return 'condition';
  if (event === 'message') return sends ? 'sent' : 'message';
  return undefined;
}
