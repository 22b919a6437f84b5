// The canton's side of a process: rules first, then staff, along the lifecycle's table of states and actions.
import type { LetterId, ServiceDefinition } from '../definition/schema.ts';
import type { ActionId, CaseState, Lifecycle, LifecycleEffect, Transition } from '../lifecycle/lifecycle.ts';
import { promiseOver, withdrawn } from './case-events.ts';
import type { Band, DiagramNode, Flows, Message, Participant, ProcessWords } from './process-model.ts';

/** The letter that a transition sends, be it as a document or as a mail. */
const letterOf = (effects: readonly LifecycleEffect[]): LetterId | undefined =>
  effects.flatMap((effect) => (effect.kind === 'clock' ? [] : [effect.letter]))[0];

/** In a picture the granting outcome comes first, then refusal, questions and giving back. */
const order: readonly ActionId[] = [
  'take',
  'confirm',
  'approve',
  'issue',
  'acknowledge',
  'reject',
  'uphold',
  'uphold-partly',
  'dismiss',
  'not-admit',
  'ask',
  'reply',
  'release',
];

export class CaseSide {
  readonly bands: Band[] = [{ nodes: [] }];
  readonly messages: Message[] = [];
  private readonly placed = new Set<string>();
  private readonly transitions: readonly Transition[];

  private readonly definition: ServiceDefinition;
  private readonly lifecycle: Lifecycle;
  private readonly words: ProcessWords;
  private readonly flows: Flows;
  /** Subjects of the letters in the language, by id. */
  private readonly subjects: Record<string, string>;

  constructor(
    definition: ServiceDefinition,
    subjects: Record<string, string>,
    lifecycle: Lifecycle,
    words: ProcessWords,
    flows: Flows,
  ) {
    this.definition = definition;
    this.subjects = subjects;
    this.lifecycle = lifecycle;
    this.words = words;
    this.flows = flows;
    // What changes nothing (a colleague takes over) is not a step; withdrawing has a sub-process of its own.
    this.transitions = lifecycle.transitions
      .filter(({ to, action, by }) => to !== 'same' && action !== 'withdraw' && !by.includes('programme'))
      .toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
  }

  /** Letters that the person may get, by id. */
  get letters(): Set<LetterId> {
    const all = [this.lifecycle.opening, ...this.lifecycle.transitions.map(({ effects }) => effects)];
    return new Set(
      all.flatMap((effects) => letterOf(effects) ?? []).filter((id) => this.definition.letters[id]),
    );
  }

  get canWithdraw(): boolean {
    return this.lifecycle.transitions.some(({ action }) => action === 'withdraw');
  }

  build(): Participant {
    const { words, flows, definition } = this;
    const first: Band = {
      nodes: [
        { id: 'received', kind: 'start', event: 'message', name: words.submission },
        { id: 'rules', kind: 'businessRuleTask', name: words.rules, note: words.rulesNote },
      ],
    };
    this.messages.push({ id: 'message-submission', from: 'submit', to: 'received', name: words.submission });
    flows.add('received', 'rules');
    const programme: Band[] = [first];
    let previous = 'rules';
    const receipt = this.letters.has('receipt');
    const atOnce = this.lifecycle.transitions.find(({ by }) => by.includes('programme'));
    const rule = definition.process.decideAtOnce;
    if (atOnce && atOnce.to !== 'same' && rule !== undefined) {
      first.nodes.push(
        { id: 'at-once', kind: 'exclusiveGateway', name: words.atOnce, note: rule },
        this.sends('decided-at-once', 'end', words.action('decide-at-once'), letterOf(atOnce.effects)),
      );
      flows.add('rules', 'at-once');
      flows.add('at-once', 'decided-at-once', { name: words.yes, condition: rule });
      previous = 'at-once';
    }
    const toStaff = previous === 'at-once' ? { name: words.no, isDefault: true } : {};
    if (receipt) {
      const node = this.sends('receipt', 'throw', words.letter('receipt'), 'receipt');
      if (previous === 'rules') first.nodes.push(node);
      else programme.push({ after: 'at-once', nodes: [node] });
      flows.add(previous, 'receipt', toStaff);
      previous = 'receipt';
    }
    if (this.runsClock) (programme[1] ?? first).nodes.push(promiseOver(definition, words, flows));
    const band = this.bands[0] as Band;
    band.after = 'rules';
    flows.add(previous, this.state(this.lifecycle.initial, band), receipt ? {} : toStaff);
    if (this.canWithdraw)
      (this.bands.findLast(({ nodes }) => nodes.length > 0) ?? band).nodes.push(
        withdrawn(words, flows, this.messages),
      );
    return {
      id: 'canton',
      name: words.unit,
      lanes: [
        { id: 'programme', name: words.programme, bands: programme },
        { id: 'staff', name: words.staff, bands: this.bands },
      ],
    };
  }

  private get runsClock(): boolean {
    return this.lifecycle.opening.some((effect) => effect.kind === 'clock' && effect.do === 'start');
  }

  /** How many flows lead into a state: from the opening, and from actions. */
  private into(state: CaseState): number {
    return (
      this.transitions.filter(({ to }) => to === state).length + (state === this.lifecycle.initial ? 1 : 0)
    );
  }

  /** Draws a state once. @returns the node by which it is entered */
  private state(state: CaseState, band: Band): string {
    const entry = this.into(state) > 1 ? `enter-${state}` : this.heart(state);
    if (this.placed.has(state)) return entry;
    this.placed.add(state);
    const { words, flows } = this;
    if (entry !== this.heart(state)) {
      band.nodes.push({ id: entry, kind: 'exclusiveGateway', name: '' });
      flows.add(entry, this.heart(state));
    }
    const actions = this.transitions
      .filter(({ from }) => from.includes(state))
      .toSorted((a, b) => Number(b.by.includes('person')) - Number(a.by.includes('person')));
    const waits = actions.some(({ by }) => by.includes('person'));
    const single = actions.length === 1 && state === this.lifecycle.initial;
    if (single) return this.single(actions[0] as Transition, state, band, entry);
    let split = this.heart(state);
    if (waits) band.nodes.push({ id: split, kind: 'eventGateway', name: words.waitForPerson });
    else {
      band.nodes.push({ id: split, kind: 'userTask', name: this.work(state) });
      if (actions.length > 1) {
        split = `decide-${state}`;
        band.nodes.push({ id: split, kind: 'exclusiveGateway', name: words.outcome });
        flows.add(this.heart(state), split);
      }
    }
    let own: Band | undefined = band;
    for (const action of actions) {
      let from = split;
      const branch: Band = own ?? { after: split, nodes: [] };
      if (!own) this.bands.push(branch);
      if (waits) from = this.waiting(action, state, branch, split);
      const target = this.action(action, branch);
      if (from !== target) flows.add(from, target);
      own = undefined;
    }
    return entry;
  }

  /** A state that waits for nothing but one action is drawn as that action. */
  private single(action: Transition, state: CaseState, band: Band, entry: string): string {
    const target = this.action(action, band);
    if (target !== this.heart(state)) this.flows.add(this.heart(state), target);
    return entry;
  }

  /** What staff do in a state before they choose an action. */
  private work(state: CaseState): string {
    return state === this.lifecycle.initial ? this.words.sift : this.words.review;
  }

  /** The node that stands for being in the state. */
  private heart(state: CaseState): string {
    const actions = this.transitions.filter(({ from }) => from.includes(state));
    const [only] = actions;
    return only && actions.length === 1 && state === this.lifecycle.initial
      ? this.actionEntry(only)
      : `in-${state}`;
  }

  /** While the person has to answer: the answer comes as a message, else staff see that none comes. */
  private waiting(action: Transition, state: CaseState, band: Band, split: string): string {
    const { words, flows } = this;
    if (action.by.includes('person')) {
      const id = `${action.action}-from-person`;
      band.nodes.push({ id, kind: 'catch', event: 'message', name: words.answer });
      this.messages.push({ id: 'message-answer', from: 'answer-question', to: id, name: words.answer });
      flows.add(split, id);
      return id;
    }
    const id = `no-answer-${state}-${action.action}`;
    band.nodes.push({ id, kind: 'catch', event: 'conditional', name: words.noAnswer });
    flows.add(split, id);
    return id;
  }

  /** From how many drawn states an action is taken. */
  private sources({ from }: Transition): number {
    return from.length;
  }

  private actionEntry(action: Transition): string {
    return this.sources(action) > 1 ? `before-${action.action}` : `do-${action.action}`;
  }

  /** Draws an action once, with what it sets off. @returns the node by which it is entered */
  private action(action: Transition, band: Band): string {
    const { words, flows } = this;
    // The person's answer needs nobody's task: the event leads on by itself.
    if (action.by.includes('person')) return this.state(action.to as CaseState, band);
    const entry = this.actionEntry(action);
    if (this.placed.has(entry)) return entry;
    this.placed.add(entry);
    const id = `do-${action.action}`;
    if (entry !== id) {
      band.nodes.push({ id: entry, kind: 'exclusiveGateway', name: '' });
      flows.add(entry, id);
    }
    band.nodes.push({ id, kind: 'userTask', name: words.action(action.action) });
    const letter = letterOf(action.effects);
    const to = action.to as CaseState;
    if (this.lifecycle.ends.some((end) => end === to)) {
      const end = `ends-${action.action}`;
      band.nodes.push(this.sends(end, 'end', words.state(to), letter));
      flows.add(id, end);
      return entry;
    }
    let previous = id;
    if (letter !== undefined) {
      previous = `sends-${action.action}`;
      band.nodes.push(this.sends(previous, 'throw', words.letter(letter), letter));
      flows.add(id, previous);
    }
    flows.add(previous, this.state(to, band));
    return entry;
  }

  /** An event that sends a letter to the person; a plain end where the definition words none. */
  private sends(id: string, kind: 'end' | 'throw', name: string, letter: LetterId | undefined): DiagramNode {
    if (letter === undefined || !this.letters.has(letter)) return { id, kind, name };
    this.messages.push({
      id: `message-${id}`,
      from: id,
      to: `hears-${letter}`,
      name: this.words.letter(letter),
      note: this.subjects[letter] ?? '',
    });
    return { id, kind, event: 'message', name };
  }
}
