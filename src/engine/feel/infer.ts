// The type checker: walks the syntax tree of a FEEL expression, infers its type and lists everything wrong with it.
import { CheckContext, isExpression, unquote, type FeelFault, type FeelScope } from './check-context.ts';
import { functions, properties } from './functions.ts';
import { inferArithmetic } from './infer-arithmetic.ts';
import { inferCall } from './infer-call.ts';
import { checkTests, inferComparison } from './infer-comparison.ts';
import { inferContext, inferFilter, inferFunction, inferLoop } from './infer-iteration.ts';
import { inferTemporal } from './infer-temporal.ts';
import { childrenOf, parseExpression, parseUnaryTests, type FeelNode, type FeelTree } from './parse.ts';
import {
  anyType,
  booleanType,
  join,
  listOf,
  literalType,
  nullType,
  numberType,
  typeName,
  type FeelType,
} from './types.ts';

export type { FeelFault, FeelScope };

export interface Inference {
  type: FeelType;
  faults: FeelFault[];
  /** Free names that the expression uses, `today` included. */
  uses: Set<string>;
  /** Pages it asks about: `pages.<page>`. */
  pages: Set<string>;
}

/** Types an expression. Never throws; an expression with a syntax error has type anything and that one fault. */
export function inferExpression(source: string, scope: FeelScope): Inference {
  return run(parseExpression(source), new CheckContext(source, scope, undefined, inferNode));
}

/** Types one cell of a decision table against the type of its input. */
export function inferUnaryTests(source: string, scope: FeelScope, input: FeelType): Inference {
  return run(parseUnaryTests(source), new CheckContext(source, scope, input, inferNode));
}

function run(tree: FeelTree, context: CheckContext): Inference {
  const { faults, uses, pages } = context;
  const broken = syntaxFault(tree, context.source);
  let type = anyType;
  if (broken) faults.push(broken);
  else if (context.input) checkTests(tree.topNode, context.input, context);
  else {
    const [body] = childrenOf(tree.topNode);
    if (body) type = context.infer(body);
    else context.fault(tree.topNode, 'FEEL_SYNTAX', 'The expression is empty.');
  }
  return { type, faults, uses, pages };
}

/** Parts inside each other; people write up to twenty. More could not be read by them, nor walked by a program safely. */
const deepest = 80;

/** What keeps an expression from being walked at all. */
function syntaxFault(tree: FeelTree, source: string): FeelFault | undefined {
  let found: FeelFault | undefined;
  let depth = 0;
  tree.iterate({
    enter: (node) => {
      depth++;
      if (found) return;
      const { from, to } = node;
      if (node.type.isError) {
        const rest = source.slice(from).trim();
        const near = rest ? `near «${rest.slice(0, 24)}»` : 'at its end: something is missing';
        found = { code: 'FEEL_SYNTAX', message: `Not valid FEEL ${near}.`, from, to };
      } else if (depth > deepest) {
        const message = `More than ${deepest} parts inside each other; split it into several rules.`;
        found = { code: 'FEEL_TOO_DEEP', message, from, to };
      }
    },
    leave: () => {
      depth--;
    },
  });
  return found;
}

/** Whether an expression with these faults can't be compiled. */
export const isUnreadable = (faults: readonly FeelFault[]): boolean =>
  faults.some((fault) => fault.code === 'FEEL_SYNTAX' || fault.code === 'FEEL_TOO_DEEP');

function inferNode(node: FeelNode, context: CheckContext): FeelType {
  switch (node.name) {
    case 'NumericLiteral':
      return numberType;
    case 'StringLiteral':
      return literalType(unquote(context.text(node)));
    case 'BooleanLiteral':
      return booleanType;
    case 'null':
      return nullType;
    case '?':
      return inferInput(node, context);
    case 'VariableName':
      return inferVariable(node, context);
    case 'PathExpression':
      return inferPath(node, context);
    case 'ParenthesizedExpression':
      return context.infer(childrenOf(node)[1] ?? node);
    case 'ArithmeticExpression':
      return inferArithmetic(node, context);
    case 'Comparison':
      return inferComparison(node, context);
    case 'Conjunction':
    case 'Disjunction':
      return inferLogic(node, context);
    case 'IfExpression':
      return inferIf(node, context);
    case 'QuantifiedExpression':
    case 'ForExpression':
      return inferLoop(node, context);
    case 'FilterExpression':
      return inferFilter(node, context);
    case 'FunctionInvocation':
      return inferCall(node, context);
    case 'DateTimeLiteral':
      return inferTemporal(node, context);
    case 'List':
      return inferList(node, context);
    case 'Context':
      return inferContext(node, context);
    case 'FunctionDefinition':
      return inferFunction(node, [], context);
    case 'InstanceOfExpression':
      for (const value of childrenOf(node).slice(0, 1)) context.infer(value);
      return booleanType;
    case 'Interval':
    case 'SimplePositiveUnaryTest':
      for (const child of childrenOf(node)) if (isExpression(child)) context.infer(child);
      return anyType;
    default:
      context.fault(
        node,
        'FEEL_NOT_ALLOWED',
        `«${context.text(node)}» (${node.name}) can't be used in a definition.`,
      );
      return anyType;
  }
}

function inferInput(node: FeelNode, context: CheckContext): FeelType {
  if (context.input) return context.input;
  context.fault(node, 'UNKNOWN_NAME', '«?» stands for the input of a table and is known only in its cells.');
  return anyType;
}

function inferVariable(node: FeelNode, context: CheckContext): FeelType {
  const name = context.nameOf(node);
  const type = context.lookUp(name);
  if (type) return type;
  const why = context.scope.why?.(name);
  if (why) context.fault(node, why.code, why.message, name);
  else if (functions.has(name))
    context.fault(node, 'WRONG_TYPE', `«${name}» is a function; call it with parentheses.`);
  else
    context.fault(node, 'UNKNOWN_NAME', `«${name}» is neither a field nor a rule nor a function known here.`);
  return anyType;
}

function inferPath(node: FeelNode, context: CheckContext): FeelType {
  const [targetNode, , propertyNode] = childrenOf(node);
  if (!targetNode || !propertyNode) return anyType;
  const name = context.nameOf(propertyNode);
  const isPages = targetNode.name === 'VariableName' && context.nameOf(targetNode) === 'pages';
  if (isPages) context.pages.add(name);
  return propertyOf(context.infer(targetNode), name, isPages, propertyNode, context);
}

function propertyOf(
  target: FeelType,
  name: string,
  isPages: boolean,
  node: FeelNode,
  context: CheckContext,
): FeelType {
  if (target.kind === 'any' || target.kind === 'null') return anyType;
  if (target.kind === 'list') return listOf(propertyOf(target.of, name, isPages, node, context));
  const owner = target.kind === 'context' ? target : properties[target.kind];
  const known = owner?.kind === 'context' ? owner.entries : new Map<string, FeelType>();
  const type = known.get(name);
  if (type) return type;
  const why = isPages ? context.scope.why?.(`pages.${name}`) : undefined;
  if (why) context.fault(node, why.code, why.message, `pages.${name}`);
  else {
    const names = [...known.keys()];
    const only =
      names.length === 0 ? '' : `, only ${names.slice(0, 8).join(', ')}${names.length > 8 ? ' …' : ''}`;
    context.fault(node, 'UNKNOWN_PROPERTY', `A ${typeName(target)} has no «${name}»${only}.`);
  }
  return anyType;
}

function inferLogic(node: FeelNode, context: CheckContext): FeelType {
  const [left, operator, right] = childrenOf(node);
  const what = `Both sides of «${operator ? context.text(operator) : ''}»`;
  for (const side of [left, right]) if (side) context.expect(side, booleanType, what);
  return booleanType;
}

function inferIf(node: FeelNode, context: CheckContext): FeelType {
  const [, condition, , then, , otherwise] = childrenOf(node);
  if (condition) context.expect(condition, booleanType, 'The condition of «if»');
  return join(then ? context.infer(then) : nullType, otherwise ? context.infer(otherwise) : nullType);
}

function inferList(node: FeelNode, context: CheckContext): FeelType {
  const elements = childrenOf(node).slice(1, -1);
  return listOf(elements.map((each) => context.infer(each)).reduce(join, nullType));
}
