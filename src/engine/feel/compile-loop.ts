// Closures for what goes over lists: `some`, `every`, `for`, filters, contexts. Each turn is a step of work.
import { isRange } from 'feelin';
import { constantText } from './compile-call.ts';
import { compileTest, unsure } from './compile-operator.ts';
import { isWord, readSlot, type Closure, type ClosureScope, type Frame } from './closure.ts';
import { childrenOf, type FeelNode } from './parse.ts';

const isTruthy = (value: unknown): boolean => value !== false && value !== null;

interface Loops {
  /** Sets the variables of each turn and calls; null when one of the lists is none. Stops when the call gives true. */
  each: (frame: Frame, turn: () => boolean) => boolean | null;
  /** `partial` of a `for`: what it has made so far. */
  partial: number;
  body: Closure;
}

/** `some a in list satisfies …`, `every …`, `for a in list, b in 1..3 return …`. */
export function compileLoop(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const loops = compileLoops(node, scope);
  if (!loops) return undefined;
  const { each, body, partial } = loops;
  if (node.name === 'ForExpression')
    return (frame) => {
      const made: unknown[] = [];
      const done = each(frame, () => {
        frame.slots[partial] = made;
        made.push(body(frame) ?? null);
        return false;
      });
      if (done === null) return null;
      frame.work.spendOn(made);
      return made;
    };
  const looksFor = childrenOf(node)[0]?.name === 'some';
  return (frame) => {
    const stopped = each(frame, () => isTruthy(body(frame)) === looksFor);
    return stopped === null ? null : stopped === looksFor;
  };
}

function compileLoops(node: FeelNode, scope: ClosureScope): Loops | undefined {
  const parts = childrenOf(node);
  const bodyNode = parts.at(-1);
  const inner = parts.find((part) => part.name === 'InExpressions');
  const loops = inner ? childrenOf(inner).filter((each) => each.name === 'InExpression') : [];
  if (!bodyNode || loops.length === 0) return undefined;
  const names = new Map<string, Closure>();
  const variables: { slot: number; domain: Closure }[] = [];
  for (const loop of loops) {
    const [nameNode, , over] = childrenOf(loop);
    if (!nameNode || !over) return undefined;
    // Later lists see the variables of the earlier ones.
    const domain = scope.within(names, () => compileDomain(over, scope));
    const slot = scope.newSlot();
    variables.push({ slot, domain });
    names.set(scope.nameOf(nameNode), readSlot(slot));
  }
  const partial = scope.newSlot();
  if (node.name === 'ForExpression') names.set('partial', readSlot(partial));
  const body = scope.within(names, () => scope.compile(bodyNode));
  return { each: (frame, turn) => runLoops(variables, frame, turn), partial, body };
}

/** All lists are made before the first turn, as the library does: one that is missing makes the whole unknown. */
function runLoops(
  variables: readonly { slot: number; domain: Closure }[],
  frame: Frame,
  turn: () => boolean,
): boolean | null {
  let turns: unknown[][] = [[]];
  for (const { domain } of variables) {
    const next: unknown[][] = [];
    for (const values of turns) {
      values.forEach((value, index) => setSlot(frame, variables[index]?.slot, value));
      const list = domain(frame);
      if (!Array.isArray(list)) return null;
      frame.work.spend(list.length);
      for (const element of list as unknown[]) next.push([...values, element ?? null]);
    }
    turns = next;
  }
  return turns.some((values) => {
    values.forEach((value, index) => setSlot(frame, variables[index]?.slot, value));
    return turn();
  });
}

function setSlot(frame: Frame, slot: number | undefined, value: unknown): void {
  if (slot !== undefined) frame.slots[slot] = value;
}

/** The list that a loop goes over; of `1..10` and of ranges only as much as there is work left. */
function compileDomain(node: FeelNode, scope: ClosureScope): Closure {
  const [firstNode, , secondNode] = node.name === 'IterationContext' ? childrenOf(node) : [node];
  const first = scope.compile(firstNode ?? node);
  const second = secondNode ? scope.compile(secondNode) : undefined;
  return (frame) => {
    const [start, end] = [first(frame), second?.(frame)];
    if (end) return numbersBetween(start, end, frame);
    if (!isRange(start)) return start;
    const { start: from, end: to } = start as unknown as { start: unknown; end: unknown };
    if (typeof from === 'number' && typeof to === 'number') frame.work.spend(lengthOf(from, to));
    return start.map((each: unknown) => each) as unknown;
  };
}

/** How many turns a range of numbers takes; infinitely many when it never meets its end. */
function lengthOf(from: number, to: number): number {
  return Number.isInteger(to - from) ? Math.abs(to - from) + 1 : Infinity;
}

function numbersBetween(from: unknown, to: unknown, frame: Frame): unknown {
  if (typeof from !== 'number' || typeof to !== 'number')
    throw new RangeError('Only numbers can be counted.');
  const length = lengthOf(from, to);
  frame.work.spend(length);
  const direction = from > to ? -1 : 1;
  return Array.from({ length }, (_, index) => from + index * direction);
}

const isEntry = (value: object, name: string): boolean =>
  Object.prototype.propertyIsEnumerable.call(value, name);

const conditions = [
  'Comparison',
  'Conjunction',
  'Disjunction',
  'QuantifiedExpression',
  'InstanceOfExpression',
];
const positions = ['NumericLiteral', 'VariableName', 'PathExpression', 'FunctionInvocation'];

/** `dogs[breed = "x"]` and `dogs[1]`. */
export function compileFilter(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const [targetNode, , written] = childrenOf(node);
  if (!targetNode || !written) return undefined;
  let condition = written;
  while (condition.name === 'ParenthesizedExpression') condition = childrenOf(condition)[1] ?? condition;
  const target = scope.compile(targetNode);
  if (condition.name === 'SimplePositiveUnaryTest') return compileTested(node, target, condition, scope);
  if (conditions.includes(condition.name)) return compileSelection(target, condition, scope);
  if (!positions.includes(condition.name)) {
    const text = `target_[${scope.text(written)}]`;
    return scope.library(node, text, new Map([['target_', target]]));
  }
  const position = scope.compile(condition);
  return (frame) => {
    const given = target(frame);
    if (given === null) return null;
    const index = position(frame);
    if (typeof index === 'boolean') return index ? given : [];
    if (typeof index !== 'number') return [];
    const list: unknown[] = Array.isArray(given) ? given : [given];
    return list[index < 0 ? list.length + index : index - 1] ?? null;
  };
}

/** `dogs[breed = "x"]`: the entries for which the condition is true. */
function compileSelection(target: Closure, condition: FeelNode, scope: ClosureScope): Closure {
  const { slot, inside } = itemScope(scope);
  const fits = inside(() => scope.compile(condition));
  return select(target, (frame, element) => {
    frame.slots[slot] = element;
    return fits(frame) === true;
  });
}

/** `numbers[> 2]`: the entries that pass the test. */
function compileTested(
  node: FeelNode,
  target: Closure,
  condition: FeelNode,
  scope: ClosureScope,
): Closure | undefined {
  const { slot, inside } = itemScope(scope);
  const matches = inside(() => compileTest(condition, false, scope));
  if (!matches) return undefined;
  const library = scope.library(node);
  return (frame) => {
    let sure = true;
    const found = select(target, (each, element) => {
      each.slots[slot] = element;
      const result = matches(each, element);
      if (result === unsure) sure = false;
      return result === true;
    })(frame);
    return sure ? found : library(frame);
  };
}

/** Inside a filter an entry of the item comes first, then `item`, then what can be seen outside. */
function itemScope(scope: ClosureScope) {
  const slot = scope.newSlot();
  const item = readSlot(slot);
  const own =
    (name: string, read: Closure): Closure =>
    (frame) => {
      const value = item(frame);
      return typeof value === 'object' && value !== null && isEntry(value, name)
        ? ((value as Record<string, unknown>)[name] ?? null)
        : read(frame);
    };
  const inside = <Result>(body: () => Result): Result =>
    scope.within(new Map([['item', item]]), () => scope.insideItem(own, body));
  return { slot, inside };
}

function select(target: Closure, fits: (frame: Frame, element: unknown) => boolean): Closure {
  return (frame) => {
    const given = target(frame);
    if (given === null) return null;
    const list: unknown[] = Array.isArray(given) ? given : [given];
    frame.work.spend(list.length);
    return list.filter((element) => fits(frame, element ?? null) && element !== false && element !== null);
  };
}

/** `{ base: 100, total: base * 2 }`: later entries see earlier ones. */
export function compileContext(node: FeelNode, scope: ClosureScope): Closure | undefined {
  const names = new Map<string, Closure>();
  const entries: { name: string; slot: number; value: Closure }[] = [];
  for (const entry of childrenOf(node).filter((child) => child.name === 'ContextEntry')) {
    const [key, valueNode] = childrenOf(entry);
    const [inner] = key ? childrenOf(key) : [];
    if (!inner || !valueNode) return undefined;
    const name = inner.name === 'StringLiteral' ? constantText(inner, scope) : scope.nameOf(inner);
    if (!isWord(name) || name === '__proto__') return undefined;
    const value = scope.within(names, () => scope.compile(valueNode));
    const slot = scope.newSlot();
    entries.push({ name, slot, value });
    names.set(name, readSlot(slot));
  }
  return (frame) => {
    const made: Record<string, unknown> = {};
    for (const { name, slot, value } of entries) {
      const result = value(frame) ?? null;
      frame.slots[slot] = result;
      made[name] = result;
    }
    frame.work.spendOn(made);
    return made;
  };
}
