// Type-checks calls of functions: which there are, how many arguments they take, of which types.
import type { CheckContext } from './check-context.ts';
import { isExpression, unquote } from './check-context.ts';
import { functions, type FunctionSignature, type Parameter } from './functions.ts';
import { checkOptions } from './infer-comparison.ts';
import { inferFunction } from './infer-iteration.ts';
import { childrenOf, type FeelNode } from './parse.ts';
import { patternFault } from './safe-pattern.ts';
import { anyType, booleanType, comparable, fits, numberType, typeName, type FeelType } from './types.ts';

/** Arguments by position; those given by name are put in their place. */
type Arguments = (FeelNode | undefined)[];

export function inferCall(node: FeelNode, context: CheckContext): FeelType {
  const [target, , argumentsNode] = childrenOf(node);
  if (!target || (target.name !== 'VariableName' && target.name !== 'SpecialFunctionName')) {
    context.fault(node, 'FEEL_NOT_ALLOWED', 'Only functions with a name can be called.');
    return anyType;
  }
  const name = context.nameOf(target);
  const signature = functions.get(name);
  if (!signature) {
    const hint = name === 'now' ? ' A definition knows the day, today(), not the time of day.' : '';
    context.fault(target, 'UNKNOWN_FUNCTION', `There is no function «${name}».${hint}`);
    for (const each of argumentsNode ? childrenOf(argumentsNode) : [])
      if (isExpression(each)) context.infer(each);
    return anyType;
  }
  if (name === 'today') context.uses.add('today');
  const given = readArguments(name, signature, argumentsNode, context);
  if (!countFits(signature, given)) {
    const wanted = signature.parameters.map((parameter) => parameter.name).join(', ');
    context.fault(node, 'WRONG_ARGUMENTS', `«${name}» takes ${wanted || 'nothing'}.`);
    for (const each of given) if (each) context.infer(each);
    return signature.result([]);
  }
  const types = checkArguments(name, signature, given, context);
  checkElements(name, given, types, context);
  if (signature.compares) checkMembership(node, types, context);
  return signature.result(types);
}

function readArguments(
  name: string,
  signature: FunctionSignature,
  node: FeelNode | undefined,
  context: CheckContext,
): Arguments {
  if (node?.name === 'PositionalParameters') return childrenOf(node);
  const given: Arguments = [];
  for (const named of node ? childrenOf(node).filter((child) => child.name === 'NamedParameter') : []) {
    const [nameNode, value] = childrenOf(named);
    if (!nameNode || !value) continue;
    const wanted = context.text(nameNode).replace(/\s+/g, ' ');
    const index = signature.parameters.findIndex((parameter) => parameter.name === wanted);
    if (index < 0) context.fault(named, 'WRONG_ARGUMENTS', `«${name}» has no parameter «${wanted}».`);
    else given[index] = value;
  }
  return given;
}

function countFits({ parameters }: FunctionSignature, given: Arguments): boolean {
  const rest = parameters.at(-1)?.rest === true;
  const missing = parameters.some((parameter, index) => !parameter.optional && given[index] === undefined);
  return !missing && (rest || given.length <= parameters.length);
}

function checkArguments(
  name: string,
  { parameters }: FunctionSignature,
  given: Arguments,
  context: CheckContext,
): FeelType[] {
  const types: FeelType[] = [];
  given.forEach((argument, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    if (argument && parameter) types[index] = checkArgument(name, parameter, argument, types[0], context);
  });
  return types;
}

function checkArgument(
  name: string,
  parameter: Parameter,
  argument: FeelNode,
  first: FeelType | undefined,
  context: CheckContext,
): FeelType {
  if (parameter.pattern) checkPattern(argument, name, context);
  if (parameter.type.kind !== 'function')
    return context.expect(argument, parameter.type, `${parameter.name} of «${name}»`);
  const element = first?.kind === 'list' ? first.of : anyType;
  const isWritten = argument.name === 'FunctionDefinition';
  const type = isWritten ? inferFunction(argument, [element, element], context) : context.infer(argument);
  if (type.kind !== 'function' || type.parameters.length !== 2 || !fits(type.result, booleanType)) {
    const words = `«${name}» needs a function of two items that gives yes/no: function(a, b) a < b.`;
    context.fault(argument, 'WRONG_TYPE', words);
  }
  return type;
}

const elementTypes: Readonly<Record<string, FeelType>> = {
  min: numberType,
  max: numberType,
  sum: numberType,
  mean: numberType,
  product: numberType,
  all: booleanType,
  any: booleanType,
};

/** Functions that take one list or several values: what they add up or combine. */
function checkElements(
  name: string,
  given: Arguments,
  types: readonly FeelType[],
  context: CheckContext,
): void {
  const wanted = Object.hasOwn(elementTypes, name) ? elementTypes[name] : undefined;
  if (!wanted) return;
  given.forEach((node, index) => {
    const type = types[index] ?? anyType;
    const element = type.kind === 'list' && given.length === 1 ? type.of : type;
    if (!node || fits(element, wanted)) return;
    const words = `«${name}» works on ${typeName(wanted)}, but «${context.text(node)}» is ${typeName(type)}.`;
    context.fault(node, 'WRONG_TYPE', words);
  });
}

function checkMembership(
  node: FeelNode,
  [list = anyType, element = anyType]: readonly FeelType[],
  context: CheckContext,
): void {
  const of = list.kind === 'list' ? list.of : list;
  if (!comparable(of, element)) {
    context.fault(
      node,
      'WRONG_TYPE',
      `${typeName(element)} can't be in a ${typeName(list)} in «${context.text(node)}».`,
    );
  }
  checkOptions(node, of, element, context);
}

function checkPattern(node: FeelNode, name: string, context: CheckContext): void {
  if (node.name !== 'StringLiteral') {
    context.fault(node, 'FEEL_NOT_ALLOWED', `The pattern of «${name}» must be written in the expression.`);
    return;
  }
  const fault = patternFault(unquote(context.text(node)));
  if (fault) context.fault(node, 'UNSAFE_PATTERN', fault);
}
