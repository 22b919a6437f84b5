// Reads FEEL into a condition that can be put into words; what is more complicated stays «other», with the names it uses.
import { unquote } from '../feel/check-context.ts';
import { childrenOf, parseExpression, type FeelNode } from '../feel/parse.ts';
import {
  negate,
  opposite,
  simplify,
  type Comparator,
  type Condition,
  type FieldRef,
  type Operand,
} from './condition.ts';

const mirrored: Record<Comparator, Comparator> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

/** @param source FEEL of a definition that has passed the loader */
export function readCondition(source: string): Condition {
  const [body] = childrenOf(parseExpression(source).topNode);
  return body ? simplify(new Reader(source).read(body, false)) : { kind: 'other', uses: [] };
}

class Reader {
  private readonly source: string;
  /** Loop variables -> the repeating page they run over. */
  private readonly loops = new Map<string, string>();

  constructor(source: string) {
    this.source = source;
  }

  private text(node: FeelNode | undefined): string {
    return node ? this.source.slice(node.from, node.to) : '';
  }

  read(node: FeelNode, negated: boolean): Condition {
    const parts = childrenOf(node);
    const [first, second, third] = parts;
    switch (node.name) {
      case 'ParenthesizedExpression':
        return second ? this.read(second, negated) : this.other(node);
      case 'Conjunction':
      case 'Disjunction': {
        if (!first || !third) return this.other(node);
        // De Morgan: not(a and b) is not(a) or not(b).
        const kind = (node.name === 'Conjunction') !== negated ? 'all' : 'any';
        return { kind, of: [this.read(first, negated), this.read(third, negated)] };
      }
      case 'VariableName': {
        const ref = this.fieldOf(node);
        return ref ? { kind: 'oneOf', ref, values: [true], negated } : this.other(node);
      }
      case 'PathExpression': {
        if (this.text(first) === 'pages') return { kind: 'page', page: this.text(third), negated };
        const ref = this.fieldOf(node);
        return ref ? { kind: 'oneOf', ref, values: [true], negated } : this.other(node);
      }
      case 'Comparison':
        return this.comparison(node, negated);
      case 'FunctionInvocation':
        return this.call(node, negated);
      case 'QuantifiedExpression':
        return this.quantified(node, negated);
      default:
        return this.other(node);
    }
  }

  private other(node: FeelNode): Condition {
    const uses = new Set<string>();
    const walk = (each: FeelNode): void => {
      if (each.name === 'VariableName') uses.add(this.loops.get(this.text(each)) ?? this.text(each));
      // The entry's own field says more than the name of the list.
      if (each.name === 'PathName') uses.add(this.text(each));
      childrenOf(each).forEach(walk);
    };
    walk(node);
    return { kind: 'other', uses: [...uses] };
  }

  private fieldOf(node: FeelNode | undefined): FieldRef | undefined {
    if (node?.name === 'VariableName' && !this.loops.has(this.text(node))) return { field: this.text(node) };
    if (node?.name !== 'PathExpression') return undefined;
    const [target, , property] = childrenOf(node);
    const repeat = this.loops.get(this.text(target));
    return repeat === undefined ? undefined : { field: this.text(property), repeat };
  }

  private comparison(node: FeelNode, negated: boolean): Condition {
    const [left, operator, right, , upper] = childrenOf(node);
    const sign = this.text(operator);
    if (sign === 'in') return this.inList(node, negated);
    if (sign === 'between' && right && upper) {
      const of = [this.compare(node, left, '>=', right), this.compare(node, left, '<=', upper)];
      return negated ? { kind: 'any', of: of.map(negate) } : { kind: 'all', of };
    }
    const op = sign as Comparator;
    if (!(op in opposite)) return this.other(node);
    const found =
      this.fieldOf(left) || this.countOf(left)
        ? this.compare(node, left, op, right)
        : this.compare(node, right, mirrored[op], left);
    return negated ? negate(found) : found;
  }

  private compare(
    node: FeelNode,
    left: FeelNode | undefined,
    op: Comparator,
    right: FeelNode | undefined,
  ): Condition {
    const repeat = this.countOf(left);
    if (repeat !== undefined && right?.name === 'NumericLiteral')
      return { kind: 'count', repeat, op, value: Number(this.text(right)) };
    const ref = this.fieldOf(left);
    if (!ref || !right) return this.other(node);
    const literal = this.literal(right);
    if (literal !== undefined && (op === '=' || op === '!=')) {
      if (literal === null) return { kind: 'answered', ref, negated: op === '=' };
      return { kind: 'oneOf', ref, values: [literal], negated: op === '!=' };
    }
    const to = this.operand(right);
    return to ? { kind: 'compare', ref, op, to } : this.other(node);
  }

  private literal(node: FeelNode): string | boolean | null | undefined {
    if (node.name === 'StringLiteral') return unquote(this.text(node));
    if (node.name === 'BooleanLiteral') return this.text(node) === 'true';
    return node.name === 'null' ? null : undefined;
  }

  private operand(node: FeelNode): Operand | undefined {
    if (node.name === 'NumericLiteral') return { kind: 'number', value: Number(this.text(node)) };
    const text = this.text(node).replace(/\s+/g, ' ');
    const day = /^date\( ?"(\d{4}-\d\d-\d\d)" ?\)$/.exec(text)?.[1];
    if (day !== undefined) return { kind: 'day', day };
    const time = /^time\( ?"(\d\d:\d\d)(?::00)?" ?\)$/.exec(text)?.[1];
    if (time !== undefined) return { kind: 'time', time };
    if (text === 'today()') return { kind: 'today', sign: 0, duration: '' };
    const [, sign, duration] = /^today\(\) ?([+-]) ?duration\( ?"(P\d+[YMD])" ?\)$/.exec(text) ?? [];
    if (duration === undefined) return undefined;
    return { kind: 'today', sign: sign === '+' ? 1 : -1, duration };
  }

  /** `count(hunde)` -> `hunde` */
  private countOf(node: FeelNode | undefined): string | undefined {
    if (node?.name !== 'FunctionInvocation') return undefined;
    return /^count\(\s*([A-Za-z]\w*)\s*\)$/.exec(this.text(node))?.[1];
  }

  /** `art in ("a", "b")` */
  private inList(node: FeelNode, negated: boolean): Condition {
    const ref = this.fieldOf(childrenOf(node)[0]);
    const values = childrenOf(node)
      .slice(2)
      .filter((each) => each.name !== '(' && each.name !== ')')
      .flatMap((each) => this.stringsIn(each));
    const plain = /^[^"]*\bin\s*\(?\s*\[?("[^"]*"\s*,?\s*)+\]?\s*\)?$/.test(this.text(node));
    return ref && plain ? { kind: 'oneOf', ref, values, negated } : this.other(node);
  }

  private stringsIn(node: FeelNode): string[] {
    if (node.name === 'StringLiteral') return [unquote(this.text(node))];
    return childrenOf(node).flatMap((each) => this.stringsIn(each));
  }

  private call(node: FeelNode, negated: boolean): Condition {
    const [name, , parameters] = childrenOf(node);
    const args = parameters ? childrenOf(parameters).filter((each) => each.name !== ',') : [];
    const [a, b] = args;
    if (this.text(name) === 'not' && a && !b) return this.read(a, !negated);
    if (this.text(name) !== 'list contains' || !a || !b) return this.other(node);
    const list = this.fieldOf(a);
    const item = this.literal(b);
    if (list && typeof item === 'string') return { kind: 'includes', ref: list, values: [item], negated };
    const ref = this.fieldOf(b);
    const elements = childrenOf(a)
      .slice(1, -1)
      .filter((each) => each.name !== ',');
    if (a.name !== 'List' || !ref || elements.some((each) => each.name !== 'StringLiteral'))
      return this.other(node);
    return { kind: 'oneOf', ref, values: this.stringsIn(a), negated };
  }

  private quantified(node: FeelNode, negated: boolean): Condition {
    const parts = childrenOf(node);
    const loops = childrenOf(parts.find((each) => each.name === 'InExpressions') ?? node).filter(
      (each) => each.name === 'InExpression',
    );
    const [name, , over] = childrenOf(loops[0] ?? node);
    const body = parts.at(-1);
    if (loops.length !== 1 || !name || !over || !body || !/^[A-Za-z]\w*$/.test(this.text(over)))
      return this.other(node);
    this.loops.set(this.text(name), this.text(over));
    const some = (parts[0]?.name === 'some') !== negated;
    const that = this.read(body, negated);
    this.loops.delete(this.text(name));
    return { kind: some ? 'some' : 'every', that };
  }
}
