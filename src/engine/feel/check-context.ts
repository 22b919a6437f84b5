// What the parts of the type checker share: the expression, the names in scope, and the faults found so far.
import { childrenOf, literalWords, type FeelNode } from './parse.ts';
import { fits, nullType, typeName, type FeelType } from './types.ts';

export interface FeelFault {
  code: string;
  message: string;
  /** Offsets in the expression. */
  from: number;
  to: number;
  /** The name that is not known here, for faults about names. */
  name?: string;
}

export interface FeelScope {
  /** Type of a name, or undefined when no such name is in scope. */
  type: (name: string) => FeelType | undefined;
  /** Why a name that exists elsewhere is not in scope here; undefined for a name that exists nowhere. */
  why?: (name: string) => { code: string; message: string } | undefined;
}

export class CheckContext {
  readonly source: string;
  readonly scope: FeelScope;
  readonly faults: FeelFault[] = [];
  /** Free names that the expression uses, `today` included. */
  readonly uses = new Set<string>();
  /** Pages it asks about: `pages.<page>`. */
  readonly pages = new Set<string>();
  /** Type of `?`, in cells of tables only. */
  readonly input: FeelType | undefined;
  /** Depth of loops at the place being checked. */
  loops = 0;
  /** Turns that loops over written numbers make of it. */
  turns = 1;
  private readonly locals: ReadonlyMap<string, FeelType>[] = [];
  private readonly inferNode: (node: FeelNode, context: CheckContext) => FeelType;

  constructor(
    source: string,
    scope: FeelScope,
    input: FeelType | undefined,
    inferNode: (node: FeelNode, context: CheckContext) => FeelType,
  ) {
    this.source = source;
    this.scope = scope;
    this.input = input;
    this.inferNode = inferNode;
  }

  infer(node: FeelNode): FeelType {
    return this.inferNode(node, this);
  }

  text(node: FeelNode): string {
    return this.source.slice(node.from, node.to);
  }

  /** A name may consist of several words: `string length`. */
  nameOf(node: FeelNode): string {
    const parts = childrenOf(node);
    return parts.length > 0 ? parts.map((part) => this.text(part)).join(' ') : this.text(node);
  }

  fault(node: FeelNode, code: string, message: string, name?: string): void {
    this.faults.push({
      code,
      message,
      from: node.from,
      to: node.to,
      ...(name === undefined ? {} : { name }),
    });
  }

  /** Infers with local names in scope: of a loop, a filter, a function, a context. */
  within<Result>(names: ReadonlyMap<string, FeelType>, body: () => Result): Result {
    this.locals.push(names);
    const result = body();
    this.locals.pop();
    return result;
  }

  lookUp(name: string): FeelType | undefined {
    for (let i = this.locals.length - 1; i >= 0; i--) {
      const type = this.locals[i]?.get(name);
      if (type) return type;
    }
    // Of `true` and `false` the library makes null there: not known is then the right word for them.
    if (literalWords.has(name)) return name === 'null' ? nullType : undefined;
    const type = this.scope.type(name);
    if (type) this.uses.add(name);
    return type;
  }

  /** Expects `node` to have the wanted type and says so when it does not. */
  expect(node: FeelNode, wanted: FeelType, what: string): FeelType {
    const given = this.infer(node);
    if (!fits(given, wanted)) {
      const words = `${what} must be ${typeName(wanted)}, but «${this.text(node)}» is ${typeName(given)}.`;
      this.fault(node, 'WRONG_TYPE', words);
    }
    return given;
  }
}

/** Whether a node is an operand rather than punctuation. */
export function isExpression(node: FeelNode): boolean {
  return !['(', ')', '[', ']', '{', '}', '..', ',', 'CompareOp', 'ArithOp'].includes(node.name);
}

/** The value of a FEEL string literal. */
export function unquote(literal: string): string {
  return literal
    .replace(/^"|"$/g, '')
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, hex: string | undefined, char: string | undefined) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      return { n: '\n', t: '\t', r: '\r' }[char ?? ''] ?? char ?? '';
    });
}
