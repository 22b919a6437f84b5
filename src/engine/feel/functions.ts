// The FEEL functions a definition may call: those whose behaviour in the evaluator is pinned by corpus.test.ts, with their types.
import {
  anyType,
  booleanType,
  contextOf,
  dateType,
  listOf,
  monthsType,
  numberType,
  stringType,
  type FeelType,
} from './types.ts';

export interface Parameter {
  name: string;
  type: FeelType;
  optional?: boolean;
  /** Takes all remaining arguments. */
  rest?: boolean;
  /** Must be a string written in the expression, checked as a regular expression that can't run away. */
  pattern?: boolean;
}

export interface FunctionSignature {
  parameters: readonly Parameter[];
  /** Result type from the argument types. */
  result: (args: readonly FeelType[]) => FeelType;
  /** The first two arguments are compared with each other: values of a choice are checked for typing errors. */
  compares?: boolean;
}

const p = (name: string, type: FeelType, more: Partial<Parameter> = {}): Parameter => ({
  name,
  type,
  ...more,
});
const sig = (
  parameters: Parameter[],
  result: FeelType | FunctionSignature['result'],
  more: Partial<FunctionSignature> = {},
) => ({
  parameters,
  result: typeof result === 'function' ? result : () => result,
  ...more,
});
const anyList = listOf(anyType);
const same = (args: readonly FeelType[]): FeelType => args[0] ?? anyType;
const elementOf = (type: FeelType | undefined): FeelType =>
  type?.kind === 'list' ? type.of : (type ?? anyType);
const numbers = (name: string): FunctionSignature => ({
  parameters: [p(name, anyType, { rest: true })],
  result: () => numberType,
});
const rounding = sig([p('n', numberType), p('scale', numberType)], numberType);
const pattern = p('pattern', stringType, { pattern: true });
const part = sig([p('string', stringType), p('match', stringType)], stringType);
const test = sig([p('string', stringType), p('match', stringType)], booleanType);
const day = p('date', dateType);

/** Signatures by name. Anything else is unknown to a definition, however the library may know it. */
export const functions: ReadonlyMap<string, FunctionSignature> = new Map<string, FunctionSignature>([
  ['today', sig([], dateType)],
  ['not', sig([p('negand', booleanType)], booleanType)],
  [
    'number',
    sig(
      [
        p('from', stringType),
        p('grouping separator', stringType, { optional: true }),
        p('decimal separator', stringType, { optional: true }),
      ],
      numberType,
    ),
  ],
  ['string', sig([p('from', anyType)], stringType)],
  [
    'substring',
    sig(
      [p('string', stringType), p('start position', numberType), p('length', numberType, { optional: true })],
      stringType,
    ),
  ],
  ['string length', sig([p('string', stringType)], numberType)],
  ['upper case', sig([p('string', stringType)], stringType)],
  ['lower case', sig([p('string', stringType)], stringType)],
  ['substring before', part],
  ['substring after', part],
  ['contains', test],
  ['starts with', test],
  ['ends with', test],
  ['matches', sig([p('input', stringType), pattern], booleanType)],
  ['replace', sig([p('input', stringType), pattern, p('replacement', stringType)], stringType)],
  ['split', sig([p('string', stringType), { ...pattern, name: 'delimiter' }], listOf(stringType))],
  [
    'string join',
    sig([p('list', listOf(stringType)), p('delimiter', stringType, { optional: true })], stringType),
  ],
  ['list contains', sig([p('list', anyList), p('element', anyType)], booleanType, { compares: true })],
  ['index of', sig([p('list', anyList), p('match', anyType)], listOf(numberType), { compares: true })],
  ['count', sig([p('list', anyList)], numberType)],
  ['min', numbers('list')],
  ['max', numbers('list')],
  ['sum', numbers('list')],
  ['mean', numbers('list')],
  ['product', numbers('list')],
  ['all', sig([p('list', anyType, { rest: true })], booleanType)],
  ['any', sig([p('list', anyType, { rest: true })], booleanType)],
  [
    'sublist',
    sig([p('list', anyList), p('start', numberType), p('length', numberType, { optional: true })], same),
  ],
  ['append', sig([p('list', anyList), p('item', anyType, { rest: true })], same)],
  ['concatenate', sig([p('list', anyList, { rest: true })], same)],
  ['insert before', sig([p('list', anyList), p('position', numberType), p('newItem', anyType)], same)],
  ['remove', sig([p('list', anyList), p('position', numberType)], same)],
  ['reverse', sig([p('list', anyList)], same)],
  ['union', sig([p('list', anyList, { rest: true })], same)],
  ['distinct values', sig([p('list', anyList)], same)],
  ['flatten', sig([p('list', anyList)], (args) => listOf(elementOf(elementOf(args[0]))))],
  [
    'sort',
    sig([p('list', anyList), p('precedes', { kind: 'function', parameters: [], result: booleanType })], same),
  ],
  ['decimal', rounding],
  ['round up', rounding],
  ['round down', rounding],
  ['round half up', rounding],
  ['round half down', rounding],
  ['floor', sig([p('n', numberType), p('scale', numberType, { optional: true })], numberType)],
  ['ceiling', sig([p('n', numberType), p('scale', numberType, { optional: true })], numberType)],
  ['abs', sig([p('n', anyType)], same)],
  ['modulo', sig([p('dividend', numberType), p('divisor', numberType)], numberType)],
  ['sqrt', sig([p('number', numberType)], numberType)],
  ['odd', sig([p('number', numberType)], booleanType)],
  ['even', sig([p('number', numberType)], booleanType)],
  ['years and months duration', sig([p('from', dateType), p('to', dateType)], monthsType)],
  ['day of year', sig([day], numberType)],
  ['day of week', sig([day], stringType)],
  ['month of year', sig([day], stringType)],
]);

/** Properties of values that are not contexts: `geboren.year`. */
export const properties: Readonly<Record<string, FeelType>> = {
  date: contextOf([
    ['year', numberType],
    ['month', numberType],
    ['day', numberType],
    ['weekday', numberType],
  ]),
  time: contextOf([
    ['hour', numberType],
    ['minute', numberType],
    ['second', numberType],
  ]),
  'date and time': contextOf([
    ['year', numberType],
    ['month', numberType],
    ['day', numberType],
    ['weekday', numberType],
    ['hour', numberType],
    ['minute', numberType],
    ['second', numberType],
  ]),
  'days duration': contextOf([
    ['days', numberType],
    ['hours', numberType],
    ['minutes', numberType],
    ['seconds', numberType],
  ]),
  'months duration': contextOf([
    ['years', numberType],
    ['months', numberType],
  ]),
};

/** Names that mean something in FEEL itself; a field, rule or page called so could not be told apart. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...'and or not in if then else for return some every satisfies between instance of function external true false null item partial'.split(
    ' ',
  ),
  ...'date time duration list context range string number boolean pages today now days months years'.split(
    ' ',
  ),
  ...[...functions.keys()].filter((name) => !name.includes(' ')),
  ...'is before after meets overlaps finishes includes during starts coincides mode median stddev log exp'.split(
    ' ',
  ),
  ...'constructor prototype hasOwnProperty toString valueOf'.split(' '),
]);
