// The process of a service as a graph: participants with lanes, nodes, flows and messages, before anyone draws it.
import type { LetterId } from '../definition/schema.ts';
import type { ActionId, CaseState } from '../lifecycle/lifecycle.ts';
export type NodeKind =
  | 'start'
  | 'end'
  | 'catch'
  | 'throw'
  | 'userTask'
  | 'sendTask'
  | 'businessRuleTask'
  | 'exclusiveGateway'
  | 'eventGateway'
  | 'subProcess'
  | 'eventSubProcess';

export interface DiagramNode {
  /** Unique in the diagram, an XML NCName. */
  id: string;
  kind: NodeKind;
  /** What an event waits for or sends. */
  event?: 'message' | 'timer' | 'conditional';
  /** Short; '' for gateways that only join. */
  name: string;
  /** A sentence or rule that says more. */
  note?: string;
  /** A question that is asked for each of several things (BPMN: sequential multi-instance). */
  repeated?: boolean;
  /** ISO 8601 duration of a timer, in working days. */
  duration?: string;
  /** Of the start of an event sub-process; default true. */
  interrupting?: boolean;
  /** Content of a sub-process. */
  inside?: Band[];
}

/** Nodes beside each other, in reading order. */
export interface Band {
  /** Begins at the right of this node; absent: at the left edge. */
  after?: string;
  nodes: DiagramNode[];
}

export interface Lane {
  id: string;
  /** Absent: the participant has one lane only, which is not drawn. */
  name?: string;
  bands: Band[];
}

export interface Participant {
  id: string;
  name: string;
  lanes: Lane[];
}

export interface Flow {
  id: string;
  from: string;
  to: string;
  name?: string;
  /** FEEL; the flow is taken when it is true. */
  condition?: string;
  /** Taken when no condition of its gateway is true. */
  isDefault?: boolean;
}

export interface Message {
  id: string;
  from: string;
  to: string;
  name: string;
  /** The wording's subject, where the message is a letter. */
  note?: string;
}

export interface ServiceProcess {
  id: string;
  name: string;
  /** What the whole says about itself: version, source. */
  note: string;
  participants: [Participant, Participant];
  flows: Flow[];
  messages: Message[];
}

/** The words that do not come from the definition, in one language. */
export interface ProcessWords {
  person: string;
  /** The unit responsible. */
  unit: string;
  programme: string;
  staff: string;
  begin: string;
  form: string;
  yes: string;
  no: string;
  submission: string;
  rules: string;
  rulesNote: string;
  atOnce: string;
  sift: string;
  review: string;
  outcome: string;
  waitForPerson: string;
  noAnswer: string;
  answer: string;
  answerQuestion: string;
  waitForLetter: string;
  withdrawal: string;
  withdrawalWish: string;
  promise: string;
  promiseNote: string;
  overdue: string;
  done: string;
  about: string;
  action: (id: ActionId) => string;
  state: (id: CaseState) => string;
  letter: (id: LetterId) => string;
}

/** Every node, also those inside of sub-processes. */
export function nodesOf(process: ServiceProcess): DiagramNode[] {
  const below = (bands: readonly Band[]): DiagramNode[] =>
    bands.flatMap((band) => band.nodes.flatMap((node) => [node, ...below(node.inside ?? [])]));
  return process.participants.flatMap((each) => each.lanes.flatMap((lane) => below(lane.bands)));
}

/** Collects flows with ids of their own. */
export class Flows {
  readonly all: Flow[] = [];

  add(from: string, to: string, more: Omit<Flow, 'id' | 'from' | 'to'> = {}): void {
    this.all.push({ id: `flow-${from}-${to}`, from, to, ...more });
  }
}
