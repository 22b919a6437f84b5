// The process as BPMN 2.0 XML with diagram interchange: opens in any modeller, looks as on the page.
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { Bounds, PlacedNode } from './place-nodes.ts';
import type { DiagramLayout, PlacedLine } from './layout.ts';
import { nodesOf, type DiagramNode, type NodeKind, type ServiceProcess } from './process-model.ts';

const feel = 'https://www.omg.org/spec/DMN/20230324/FEEL/';

const types: Record<NodeKind, string> = {
  start: 'StartEvent',
  end: 'EndEvent',
  catch: 'IntermediateCatchEvent',
  throw: 'IntermediateThrowEvent',
  userTask: 'UserTask',
  sendTask: 'SendTask',
  businessRuleTask: 'BusinessRuleTask',
  exclusiveGateway: 'ExclusiveGateway',
  eventGateway: 'EventBasedGateway',
  subProcess: 'SubProcess',
  eventSubProcess: 'SubProcess',
};

/** @param namespace of the diagram's elements, e.g. the service's address */
export async function bpmnDocument(
  process: ServiceProcess,
  layout: DiagramLayout,
  namespace: string,
): Promise<string> {
  const writer = new BpmnWriter(process, layout);
  const { xml } = await writer.moddle.toXML(writer.definitions(namespace), { format: true });
  return xml;
}

class BpmnWriter {
  readonly moddle = new BpmnModdle();
  private readonly elements = new Map<string, ModdleElement>();
  private readonly messages = new Map<string, ModdleElement>();

  private readonly process: ServiceProcess;
  private readonly layout: DiagramLayout;

  constructor(process: ServiceProcess, layout: DiagramLayout) {
    this.process = process;
    this.layout = layout;
  }

  definitions(namespace: string): ModdleElement {
    const { process } = this;
    for (const { id, name } of process.messages) {
      this.messages.set(id, this.create('Message', { id: `${id}-content`, name }));
    }
    for (const node of nodesOf(process)) this.elements.set(node.id, this.element(node));
    const flows = process.flows.map((flow) => this.flow(flow));
    this.fillSubProcesses(flows);
    const processes = process.participants.map((each) => this.processOf(each.id, flows));
    const collaboration = this.keep('collaboration', 'Collaboration', {
      name: process.name,
      documentation: this.documentation(process.note),
      participants: process.participants.map((each, index) =>
        this.keep(each.id, 'Participant', { name: each.name, processRef: processes[index] }),
      ),
      // Unnamed: modellers would write the names across the drawing; the events at both ends say them.
      messageFlows: process.messages.map(({ id, from, to, note }) =>
        this.keep(id, 'MessageFlow', {
          sourceRef: this.elements.get(from),
          targetRef: this.elements.get(to),
          documentation: this.documentation(note),
        }),
      ),
    });
    return this.create('Definitions', {
      id: `definitions-${process.id}`,
      name: process.name,
      targetNamespace: namespace,
      expressionLanguage: feel,
      exporter: 'Drehscheibe',
      rootElements: [...this.messages.values(), collaboration, ...processes],
      diagrams: [this.diagram(collaboration)],
    });
  }

  private create(type: string, attributes: Record<string, unknown>): ModdleElement {
    const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
    return this.moddle.create(type.includes(':') ? type : `bpmn:${type}`, Object.fromEntries(given));
  }

  private keep(id: string, type: string, attributes: Record<string, unknown>): ModdleElement {
    const element = this.create(type, { id, ...attributes });
    this.elements.set(id, element);
    return element;
  }

  private documentation(text: string | undefined): ModdleElement[] | undefined {
    return text === undefined || text === '' ? undefined : [this.create('Documentation', { text })];
  }

  private expression(body: string): ModdleElement {
    return this.create('FormalExpression', { body, language: feel });
  }

  private element(node: DiagramNode): ModdleElement {
    const own = node.kind.endsWith('Gateway') && node.note ? `FEEL: ${node.note}` : node.note;
    const element = this.create(types[node.kind], {
      id: node.id,
      name: node.name === '' ? undefined : node.name,
      documentation: this.documentation(own),
      triggeredByEvent: node.kind === 'eventSubProcess' ? true : undefined,
      isInterrupting: node.interrupting,
      messageRef: node.kind === 'sendTask' ? this.messageOf(node) : undefined,
      loopCharacteristics: node.repeated
        ? this.create('MultiInstanceLoopCharacteristics', { isSequential: true })
        : undefined,
      eventDefinitions: node.event ? [this.event(node)] : undefined,
    });
    return element;
  }

  private event(node: DiagramNode): ModdleElement {
    const id = `${node.id}-event`;
    if (node.event === 'timer')
      return this.create('TimerEventDefinition', {
        id,
        timeDuration: this.create('FormalExpression', { body: node.duration ?? '' }),
      });
    if (node.event === 'conditional')
      return this.create('ConditionalEventDefinition', {
        id,
        // A person decides that it is so; no rule does.
        condition: this.create('FormalExpression', { body: node.name }),
      });
    return this.create('MessageEventDefinition', { id, messageRef: this.messageOf(node) });
  }

  /** What a node sends or receives. */
  private messageOf({ id }: DiagramNode): ModdleElement | undefined {
    const message = this.process.messages.find(({ from, to }) => from === id || to === id);
    return message && this.messages.get(message.id);
  }

  private flow(flow: ServiceProcess['flows'][number]): ModdleElement {
    const [source, target] = [this.elements.get(flow.from), this.elements.get(flow.to)];
    const element = this.keep(flow.id, 'SequenceFlow', {
      name: flow.name,
      sourceRef: source,
      targetRef: target,
      conditionExpression: flow.condition === undefined ? undefined : this.expression(flow.condition),
    });
    if (source) {
      source['outgoing'] = [...listOf(source['outgoing']), element];
      if (flow.isDefault) source['default'] = element;
    }
    if (target) target['incoming'] = [...listOf(target['incoming']), element];
    return element;
  }

  /** Nodes and flows inside of sub-processes belong to these. */
  private fillSubProcesses(flows: readonly ModdleElement[]): void {
    for (const { node, parent } of this.layout.nodes) {
      const around = parent === undefined ? undefined : this.elements.get(parent);
      const element = this.elements.get(node.id);
      if (!around || !element) continue;
      const own = flows.filter((flow) => flow['sourceRef'] === element);
      around['flowElements'] = [...listOf(around['flowElements']), element, ...own];
    }
  }

  private processOf(participant: string, flows: readonly ModdleElement[]): ModdleElement {
    const { lanes, name } = this.process.participants.find(({ id }) => id === participant) ?? {
      lanes: [],
      name: '',
    };
    const nodesIn = (each: (typeof lanes)[number]) =>
      each.bands.flatMap(({ nodes }) => nodes.flatMap(({ id }) => this.elements.get(id) ?? []));
    const nodes = lanes.flatMap(nodesIn);
    const own = flows.filter((flow) => nodes.some((node) => node === flow['sourceRef']));
    return this.create('Process', {
      id: `process-${participant}`,
      name: `${this.process.name}: ${name}`,
      isExecutable: false,
      laneSets:
        lanes.length > 1
          ? [
              this.create('LaneSet', {
                id: `lanes-${participant}`,
                lanes: lanes.map((lane) =>
                  this.keep(lane.id, 'Lane', { name: lane.name, flowNodeRef: nodesIn(lane) }),
                ),
              }),
            ]
          : undefined,
      flowElements: [...nodes, ...own],
    });
  }

  private diagram(collaboration: ModdleElement): ModdleElement {
    const { pools, nodes, lines } = this.layout;
    const horizontal = { isHorizontal: true };
    return this.create('bpmndi:BPMNDiagram', {
      id: 'diagram',
      plane: this.create('bpmndi:BPMNPlane', {
        id: 'plane',
        bpmnElement: collaboration,
        planeElement: [
          ...pools.flatMap(({ participant, bounds, lanes }) => [
            this.shape(participant.id, bounds, horizontal),
            ...lanes.map((lane) => this.shape(lane.id, lane.bounds, horizontal)),
          ]),
          ...nodes.map((each) => this.nodeShape(each)),
          ...lines.map((line) => this.edge(line)),
        ],
      }),
    });
  }

  private shape(id: string, bounds: Bounds, more: Record<string, unknown> = {}): ModdleElement {
    return this.create('bpmndi:BPMNShape', {
      id: `${id}-shape`,
      bpmnElement: this.elements.get(id),
      bounds: this.bounds(bounds),
      ...more,
    });
  }

  private nodeShape({ node, bounds, label }: PlacedNode): ModdleElement {
    return this.shape(node.id, bounds, {
      isExpanded: node.inside ? true : undefined,
      isMarkerVisible: node.kind === 'exclusiveGateway' ? true : undefined,
      label: label ? this.label(label) : undefined,
    });
  }

  private edge({ id, points, label }: PlacedLine): ModdleElement {
    return this.create('bpmndi:BPMNEdge', {
      id: `${id}-edge`,
      bpmnElement: this.elements.get(id),
      waypoint: points.map(({ x, y }) => this.create('dc:Point', { x, y })),
      label: label ? this.label(label) : undefined,
    });
  }

  private label(bounds: Bounds): ModdleElement {
    return this.create('bpmndi:BPMNLabel', { bounds: this.bounds(bounds) });
  }

  private bounds({ x, y, width, height }: Bounds): ModdleElement {
    return this.create('dc:Bounds', { x, y, width, height });
  }
}

const listOf = (value: unknown): ModdleElement[] => (Array.isArray(value) ? (value as ModdleElement[]) : []);
