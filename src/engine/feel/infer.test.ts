// The type checker: what it refuses, and that it lets everything through that the corpus pins.
import { describe, expect, it } from 'vitest';
import { inferExpression, inferUnaryTests, type FeelScope } from './infer.ts';
import {
  booleanType,
  contextOf,
  dateType,
  listOf,
  numberType,
  optionsType,
  stringType,
  typeName,
  type FeelType,
} from './types.ts';

const names: Record<string, FeelType> = {
  n: numberType,
  yes: booleanType,
  name: stringType,
  art: optionsType(['zuzug', 'umzug']),
  chosen: listOf(optionsType(['hund', 'katze'])),
  born: dateType,
  dogs: listOf(
    contextOf([
      ['name', stringType],
      ['breed', optionsType(['labrador', 'rottweiler'])],
      ['weight', numberType],
    ]),
  ),
  address: contextOf([['town', stringType]]),
  pages: contextOf([['kurs', booleanType]]),
};
const scope: FeelScope = {
  type: (name) => (Object.hasOwn(names, name) ? names[name] : undefined),
  why: (name) => (name === 'later' ? { code: 'FORWARD_REFERENCE', message: 'comes later' } : undefined),
};
const codes = (source: string) => inferExpression(source, scope).faults.map((fault) => fault.code);

describe('types', () => {
  it.each([
    ['n + 1', 'number'],
    ['n > 1', 'yes/no'],
    ['if yes then n else null', 'number'],
    ['name + "x"', 'string'],
    ['today()', 'date'],
    ['born + duration("P1D")', 'date'],
    ['today() - born', 'days duration'],
    ['years and months duration(born, today())', 'months duration'],
    ['years and months duration(born, today()).years', 'number'],
    ['dogs.name', 'list of string'],
    ['dogs[weight > 3]', 'list of context'],
    ['dogs[1]', 'context'],
    ['dogs[1].weight', 'number'],
    ['for d in dogs return d.weight', 'list of number'],
    ['some d in dogs satisfies d.weight > 3', 'yes/no'],
    ['{ a: 1, b: a + 1 }.b', 'number'],
    ['sum(dogs.weight)', 'number'],
    ['sort(dogs, function(a, b) a.weight < b.weight)', 'list of context'],
    ['pages.kurs', 'yes/no'],
    ['n // comment', 'number'],
    ['count([{ k: 1 in [null..2] }][k = null])', 'number'],
  ])('%s is %s', (source, type) => {
    const inference = inferExpression(source, scope);
    expect(inference.faults).toEqual([]);
    expect(typeName(inference.type)).toBe(type);
  });
});

describe('faults', () => {
  it.each([
    ['n +', 'FEEL_SYNTAX'],
    ['', 'FEEL_SYNTAX'],
    ['// nothing', 'FEEL_SYNTAX'],
    ['nobody', 'UNKNOWN_NAME'],
    ['[{ k: [true..2] }][k = true]', 'UNKNOWN_NAME'],
    ['some d in dogs satisfies weight > 3', 'UNKNOWN_NAME'],
    ['later = 1', 'FORWARD_REFERENCE'],
    ['pages.beleg', 'UNKNOWN_PROPERTY'],
    ['address.city', 'UNKNOWN_PROPERTY'],
    ['born.yeer', 'UNKNOWN_PROPERTY'],
    ['n.x', 'UNKNOWN_PROPERTY'],
    ['kount(dogs)', 'UNKNOWN_FUNCTION'],
    ['now()', 'UNKNOWN_FUNCTION'],
    ['median([1])', 'UNKNOWN_FUNCTION'],
    ['count', 'WRONG_TYPE'],
    ['n + name', 'WRONG_TYPE'],
    ['born + 10', 'WRONG_TYPE'],
    ['n and yes', 'WRONG_TYPE'],
    ['not(n)', 'WRONG_TYPE'],
    ['if n then 1 else 2', 'WRONG_TYPE'],
    ['n = "7"', 'WRONG_TYPE'],
    ['born < "2026-01-01"', 'WRONG_TYPE'],
    ['yes > no', 'UNKNOWN_NAME'],
    ['yes > true', 'WRONG_TYPE'],
    ['count(n)', 'WRONG_TYPE'],
    ['sum(dogs.name)', 'WRONG_TYPE'],
    ['list contains(chosen, 3)', 'WRONG_TYPE'],
    ['dogs[list contains(["a"], "b")]', 'WRONG_TYPE'],
    ['sort(dogs, function(a) true)', 'WRONG_TYPE'],
    ['for x in n return x', 'WRONG_TYPE'],
    ['count(dogs, 2)', 'WRONG_ARGUMENTS'],
    ['today(1)', 'WRONG_ARGUMENTS'],
    ['substring(name)', 'WRONG_ARGUMENTS'],
    ['substring(string: name, begin: 1)', 'WRONG_ARGUMENTS'],
    ['date("2026-02-31")', 'WRONG_ARGUMENTS'],
    ['duration("10 days")', 'WRONG_ARGUMENTS'],
    ['duration("P1Y3D")', 'WRONG_ARGUMENTS'],
    ['duration(name)', 'FEEL_NOT_ALLOWED'],
    ['for i in 1..n return i', 'FEEL_NOT_ALLOWED'],
    ['for i in 1..1000000 return i', 'FEEL_NOT_ALLOWED'],
    ['for a in dogs, b in dogs, c in dogs, d in dogs return 1', 'FEEL_NOT_ALLOWED'],
    ['matches(name, name)', 'FEEL_NOT_ALLOWED'],
    ['matches(name, "(a+)+")', 'UNSAFE_PATTERN'],
    ['? > 2', 'UNKNOWN_NAME'],
    ['art = "zuzgu"', 'UNKNOWN_OPTION'],
    ['"zuzgu" != art', 'UNKNOWN_OPTION'],
    ['art in ("zuzug", "wegzug")', 'UNKNOWN_OPTION'],
    ['list contains(["zuzug", "weg"], art)', 'UNKNOWN_OPTION'],
    ['list contains(chosen, "maus")', 'UNKNOWN_OPTION'],
    ['some d in dogs satisfies d.breed = "dackel"', 'UNKNOWN_OPTION'],
    ['count(dogs[breed = "dackel"])', 'UNKNOWN_OPTION'],
  ])('%s: %s', (source, code) => {
    expect(codes(source)).toContain(code);
  });

  it('says where in the expression', () => {
    const [fault] = inferExpression('n > 1 and nobody = 2', scope).faults;
    expect(fault).toMatchObject({ code: 'UNKNOWN_NAME', from: 10, to: 16 });
  });

  it('finds several at once', () => {
    expect(codes('nobody = 1 and art = "x" and n = "a"')).toEqual([
      'UNKNOWN_NAME',
      'UNKNOWN_OPTION',
      'WRONG_TYPE',
    ]);
  });
});

describe('cells', () => {
  const cell = (source: string, input: FeelType) =>
    inferUnaryTests(source, scope, input).faults.map((fault) => fault.code);
  it.each([
    ['-', numberType],
    ['> 2', numberType],
    ['"zuzug", "umzug"', names['art']],
    ['not("zuzug")', names['art']],
    ['true', booleanType],
    ['list contains(?, "hund")', names['chosen']],
    ['<= today()', dateType],
    ['null', numberType],
  ] as [string, FeelType][])('%s fits', (source, input) => {
    expect(cell(source, input)).toEqual([]);
  });

  it.each([
    ['> 2', stringType, 'WRONG_TYPE'],
    ['zuzug', names['art'], 'UNKNOWN_NAME'],
    ['"zuzgu"', names['art'], 'UNKNOWN_OPTION'],
    ['> true', booleanType, 'WRONG_TYPE'],
    ['n > 2', numberType, 'WRONG_TYPE'],
    ['>', numberType, 'FEEL_SYNTAX'],
  ] as [string, FeelType, string][])('%s does not: %s', (source, input, code) => {
    expect(cell(source, input)).toContain(code);
  });
});
