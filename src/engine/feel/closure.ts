// What a FEEL expression becomes to run fast: JavaScript closures over numbered slots, made once from the library's syntax tree.
import { libraryFunction } from './library.ts';
import { childrenOf, literalWords, type FeelNode } from './parse.ts';
import type { Work } from './work.ts';

/** One run of an expression. */
export interface Frame {
  /** Values of the names, by number; never undefined. */
  slots: unknown[];
  work: Work;
}

/** Part of an expression, ready to run. It may throw; the whole expression then counts as not computable. */
export type Closure = (frame: Frame) => unknown;

/** Makes the closure of a node; undefined for what it does not know. */
export type MakeClosure = (node: FeelNode, scope: ClosureScope) => Closure | undefined;

/** The names that can be seen at a place, and what the parts of the compiler share. */
export class ClosureScope {
  private readonly source: string;
  private readonly make: MakeClosure;
  private readonly visible = new Map<string, Closure>();
  private item: ((name: string) => Closure) | undefined;
  private count = 0;

  constructor(source: string, names: readonly string[], make: MakeClosure) {
    this.source = source;
    this.make = make;
    for (const name of names) this.visible.set(name, readSlot(this.newSlot()));
  }

  newSlot(): number {
    return this.count++;
  }

  text(node: FeelNode): string {
    return this.source.slice(node.from, node.to);
  }

  /** A name may consist of several words: `day of week`. */
  nameOf(node: FeelNode): string {
    const parts = childrenOf(node);
    return parts.length > 0 ? parts.map((part) => this.text(part)).join(' ') : this.text(node);
  }

  lookUp(name: string): Closure | undefined {
    return this.visible.get(name);
  }

  /** Compiles with other names in sight; the former ones come back afterwards. */
  within<Result>(names: ReadonlyMap<string, Closure>, body: () => Result): Result {
    const before = new Map(this.visible);
    for (const [name, read] of names) this.visible.set(name, read);
    const result = body();
    this.visible.clear();
    for (const [name, read] of before) this.visible.set(name, read);
    return result;
  }

  /** Inside a filter the item's own entries come before all names in sight, and any other name may be one of them. */
  insideItem<Result>(own: (name: string, read: Closure) => Closure, body: () => Result): Result {
    const outer = this.item;
    this.item = (name) => own(name, outer?.(name) ?? giveNull);
    const names = new Map([...this.visible].map(([name, read]) => [name, own(name, read)]));
    const result = this.within(names, body);
    this.item = outer;
    return result;
  }

  /** A name that is not in sight, but may be an entry of the item. */
  lookUpInItem(name: string): Closure | undefined {
    return this.item?.(name);
  }

  /** The closure of a node: ours, or the library's for what is not known here. */
  compile(node: FeelNode): Closure {
    const made = this.make(node, this);
    if (made) return made;
    // Loops inside the library are not counted one by one: they are charged as if they went over the longest list.
    const [library, loops] = [this.library(node), loopsIn(node)];
    if (loops === 0) return library;
    return (frame) => {
      const longest = Math.max(10, ...frame.slots.map((value) => (Array.isArray(value) ? value.length : 1)));
      frame.work.spend(longest ** loops);
      return library(frame);
    };
  }

  /**
   * The library's own evaluation of a node, made when it is first needed. It is what our closures have to equal.
   * @param given parts of the node whose values are already there, by the name that stands for them in `text`
   */
  library(node: FeelNode, text = this.text(node), given: ReadonlyMap<string, Closure> = new Map()): Closure {
    const reads = new Map(given);
    for (const [name, isCalled] of namesIn(node, this)) {
      const read = this.lookUp(name) ?? (isCalled ? undefined : this.lookUpInItem(name));
      if (read) reads.set(name, read);
    }
    const closures = [...reads.values()];
    let invoke: ((args: unknown[]) => unknown) | undefined;
    return (frame) => {
      invoke ??= libraryFunction([...reads.keys()], text);
      return invoke(closures.map((read) => read(frame)));
    };
  }
}

const giveNull: Closure = () => null;

export const readSlot =
  (slot: number): Closure =>
  ({ slots }) =>
    slots[slot];

/** Whether a name is one word, that can't be read as anything else. */
export const isWord = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);

/** The names in a node, and whether each is only ever called as a function. */
function namesIn(node: FeelNode, scope: ClosureScope): Map<string, boolean> {
  const names = new Map<string, boolean>();
  const visit = (each: FeelNode, isCalled: boolean): void => {
    if (each.name === 'VariableName') {
      const name = scope.nameOf(each);
      // No function can have them as parameter; alone, the part reads them as what they are.
      if (!literalWords.has(name)) names.set(name, isCalled && names.get(name) !== false);
      return;
    }
    const isCall = each.name === 'FunctionInvocation';
    for (const [index, child] of childrenOf(each).entries()) visit(child, isCall && index === 0);
  };
  visit(node, false);
  return names;
}

/** How many loops lie inside each other in a node. */
function loopsIn(node: FeelNode): number {
  const inside = Math.max(0, ...childrenOf(node).map(loopsIn));
  return inside + (['ForExpression', 'QuantifiedExpression', 'FilterExpression'].includes(node.name) ? 1 : 0);
}
