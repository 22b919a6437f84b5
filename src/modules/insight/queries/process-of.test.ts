// The processes of all services of the canton: valid BPMN 2.0, drawn completely, nothing over anything else.
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import {
  bpmnDocument,
  layoutProcess,
  serviceProcess,
  type DiagramLayout,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import { cantonDefinitions } from '../testing/canton-definitions.ts';
import { processWords } from './process-of.ts';

const { definitions } = await cantonDefinitions();
const service = (id: string): ServiceDefinition => {
  const found = definitions.find((each) => each.id === id);
  if (!found) throw new Error(`There is no service ${id}`);
  return found;
};

function drawn(definition: ServiceDefinition, language: Language) {
  const process = serviceProcess(
    definition,
    language,
    processWords(definition, 'Amt für Umwelt und Energie', language),
  );
  return { process, layout: layoutProcess(process) };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const within = (inner: Box, outer: Box): boolean =>
  inner.x > outer.x &&
  inner.y > outer.y &&
  inner.x + inner.width < outer.x + outer.width &&
  inner.y + inner.height < outer.y + outer.height;

/** Whether a straight way covers a part of a border. */
const along = (way: Box, { x, y, width, height }: Box): boolean =>
  way.height === 0
    ? [y, y + height].includes(way.y) && way.x < x + width && x < way.x + way.width
    : [x, x + width].includes(way.x) && way.y < y + height && y < way.y + way.height;

/** What is drawn over something else, or outside of where it belongs. */
function drawingFaults({ nodes, lines, pools }: DiagramLayout): string[] {
  const faults: string[] = [];
  const boxes = nodes.flatMap(({ node, bounds, label, parent }) => [
    { id: node.id, box: bounds, parent },
    ...(label ? [{ id: `${node.id}'s label`, box: label, parent }] : []),
  ]);
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      if (a.parent === b.parent && overlap(a.box, b.box)) faults.push(`${a.id} lies over ${b.id}`);
  for (const { node, bounds, parent } of nodes) {
    const around = nodes.find((each) => each.node.id === parent)?.bounds;
    if (around && !within(bounds, around)) faults.push(`${node.id} is not inside ${parent ?? ''}`);
    if (!pools.some((pool) => within(bounds, pool.bounds))) faults.push(`${node.id} is in no pool`);
  }
  for (const line of lines) {
    for (const [index, from] of line.points.entries()) {
      const to = line.points[index + 1];
      if (!to) continue;
      if (from.x !== to.x && from.y !== to.y) faults.push(`${line.id} is not straight`);
      const way = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(from.x - to.x),
        height: Math.abs(from.y - to.y),
      };
      for (const { node, bounds } of nodes)
        if (node.inside && along(way, bounds)) faults.push(`${line.id} runs along the border of ${node.id}`);
      for (const { node, bounds } of nodes)
        if (!node.inside && overlap(way, bounds)) faults.push(`${line.id} crosses ${node.id}`);
      for (const { id, box } of boxes)
        if (id.endsWith('label') && overlap(way, box)) faults.push(`${line.id} crosses ${id}`);
    }
  }
  return faults;
}

/** Elements without a place in the diagram; ids of places without an element. */
function withoutPlace(elements: Record<string, ModdleElement>): string[] {
  const drawnTypes = /Event$|Task$|Gateway$|SubProcess$|Participant$|Lane$|SequenceFlow$|MessageFlow$/;
  const all = Object.values(elements);
  const places = new Set(
    all
      .filter(({ $type }) => /^bpmndi:BPMN(Shape|Edge)$/.test($type))
      .map((place) => (place['bpmnElement'] as ModdleElement | undefined)?.id),
  );
  return all
    .filter(({ $type, id }) => drawnTypes.test($type) && !places.has(id))
    .map(({ $type, id }) => `${$type} ${id}`);
}

const moddle = new BpmnModdle();

describe.each(definitions.map((each) => [each.id, each] as const))('the process of %s', (_id, definition) => {
  it('is valid BPMN with a place for everything, drawn without overlaps', async () => {
    const { process, layout } = drawn(definition, 'de');
    const xml = await bpmnDocument(process, layout, `https://example.org/${definition.id}`);
    const { warnings, elementsById, references } = await moddle.fromXML(xml);
    expect(warnings).toEqual([]);
    expect(references.filter(({ id }) => !elementsById[id])).toEqual([]);
    expect(withoutPlace(elementsById)).toEqual([]);
    expect(drawingFaults(layout)).toEqual([]);
    const silent = Object.values(elementsById).filter(
      ({ $type, messageRef }) => /bpmn:(MessageEventDefinition|SendTask)$/.test($type) && !messageRef,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
    // Every question is in it, and every node can be reached.
    for (const page of definition.pages) expect(elementsById[`page-${page.id}`]?.$type).toBe('bpmn:UserTask');
    const reached = new Set([...process.flows, ...process.messages].map(({ to }) => to));
    const started = layout.nodes.filter(
      ({ node }) => !reached.has(node.id) && node.kind !== 'start' && node.kind !== 'eventSubProcess',
    );
    expect(started.map(({ node }) => node.id)).toEqual([]);
  });
});

describe('the process of the largest service', () => {
  const largest = service('veranstaltung-allmend');

  it.each(languages)('has no overlaps in %s', (language) => {
    expect(drawingFaults(drawn(largest, language).layout)).toEqual([]);
  });

  it('is the same every time', () => {
    expect(drawn(largest, 'de').layout).toEqual(drawn(largest, 'de').layout);
  });
});

describe('faults', () => {
  it('of a drawing are found', () => {
    const { layout } = drawn(service('hund-anmelden'), 'de');
    const [first, ...others] = layout.nodes;
    const task = others.find(({ node }) => node.id === 'submit');
    if (!first || !task) throw new Error('There is nothing to move');
    const moved = { ...layout, nodes: [{ ...first, bounds: task.bounds }, ...others] };
    expect(drawingFaults(moved).join('\n')).toContain('begin lies over submit');
    const through = layout.lines.map((line, index) =>
      index === 0
        ? {
            ...line,
            points: [
              { x: 0, y: task.bounds.y + 20 },
              { x: 5000, y: task.bounds.y + 20 },
            ],
          }
        : line,
    );
    expect(drawingFaults({ ...layout, lines: through }).join('\n')).toContain('crosses submit');
  });

  it('of a document are found', async () => {
    const { process, layout } = drawn(service('hund-anmelden'), 'de');
    const xml = await bpmnDocument(process, layout, 'https://example.org/');
    const shape = /<bpmndi:BPMNShape id="submit-shape"[\s\S]*?<\/bpmndi:BPMNShape>/;
    const { elementsById } = await moddle.fromXML(xml.replace(shape, ''));
    expect(withoutPlace(elementsById)).toEqual(['bpmn:SendTask submit']);
    const { warnings } = await moddle.fromXML(xml.replace('sourceRef="begin"', 'sourceRef="nowhere"'));
    expect(warnings.length).toBeGreaterThan(0);
  });
});
