// What holds for all answers whatsoever.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileService } from '../definition/compiled-service.ts';
import { formContext } from '../form/form-answers.ts';
import { languages } from '../definition/schema.ts';
import { answersSchema } from '../answers-schema.ts';
import { summary } from '../summary.ts';
import { letterVariables } from '../letter-variables.ts';
import { pageState, progress } from '../progress.ts';
import { answersFor } from '../testing/arbitrary-answers.ts';
import { context, lists, loaded, longAnswers } from '../testing/every-field.ts';
import { evaluate } from './evaluate.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as formats } from 'ajv-formats';

const { definition } = loaded();
const pages = definition.pages.map((page) => page.id);
const run = (answers: unknown) => evaluate(definition, answers, context);
const answers = answersFor(definition, lists);
const anything = fc.oneof({ weight: 3, arbitrary: answers }, { weight: 1, arbitrary: fc.jsonValue() });
const runs = { numRuns: 300 };

const isSubsequence = (part: readonly string[], whole: readonly string[]): boolean => {
  let at = 0;
  for (const each of whole) if (each === part[at]) at++;
  return at === part.length;
};

describe('for any JSON', () => {
  it('evaluation gives a path that is a part of the pages in their order, ends, and never throws', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const { path, next, decision, faults, fee } = run(given);
        expect(isSubsequence(path, pages)).toBe(true);
        expect(next === null || path.includes(next)).toBe(true);
        expect(decision === null).toBe(faults.length > 0);
        expect(fee.total).toBeGreaterThanOrEqual(0);
        expect(Number.isInteger(Math.round(fee.total * 2000) / 100)).toBe(true);
      }),
      runs,
    );
  });

  it('the input is not changed', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const before = JSON.stringify(given);
        run(given);
        expect(JSON.stringify(given)).toBe(before);
      }),
      runs,
    );
  });

  it('answers off the path are gone, and so is what nobody asked', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const { path, answers: pruned } = run(given);
        const allowed = new Set(
          definition.pages
            .filter((page) => path.includes(page.id))
            .flatMap((page) => (page.repeat ? [page.repeat.id] : page.fields.map((field) => field.id))),
        );
        for (const key of Object.keys(pruned)) expect(allowed).toContain(key);
      }),
      runs,
    );
  });

  it('evaluating the pruned answers leads the same way, and changes nothing any more', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const once = run(given);
        const twice = run(once.answers);
        expect({ ...twice, faults: [], next: null, decision: null, deadline: null }).toEqual({
          ...once,
          faults: [],
          next: null,
          decision: null,
          deadline: null,
        });
        // What has not even the right shape is dropped, with its fault; everything else is the same at once.
        const dropped = [
          'UNKNOWN_FIELD',
          'TYPE',
          'NUMBER_INVALID',
          'TOO_MANY_ITEMS',
          'TOO_MANY_FILES',
          'FILE_UNKNOWN',
          'FILE_INVALID',
          'UNKNOWN_OPTION',
          'DUPLICATE_OPTION',
          'DATE_INVALID',
          'TIME_INVALID',
        ];
        if (!once.faults.some((fault) => dropped.includes(fault.code))) expect(twice).toEqual(once);
        expect(run(twice.answers)).toEqual(twice);
      }),
      runs,
    );
  });

  it('every answer can be read in every language', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const evaluation = run(given);
        for (const language of languages) {
          for (const section of summary(definition, evaluation, language, context))
            for (const row of section.rows) expect(row.text).toBeTypeOf('string');
          for (const value of Object.values(
            letterVariables(definition, 'approved', evaluation, language, context),
          ))
            expect(['string', 'number']).toContain(typeof value);
        }
        for (const id of pages) expect(progress(definition, evaluation, id).of).toBe(evaluation.path.length);
        expect(pageState(definition, evaluation).filter((page) => page.status !== 'off-path')).toHaveLength(
          evaluation.path.length,
        );
      }),
      { numRuns: 120 },
    );
  });

  it('no value makes a field type throw, and what it prints is text', () => {
    const fields = compileService(definition).pages.flatMap((page) => page.fields);
    const text = (key: string) => definition.texts.de[key];
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), ({ kind, definition: field }, value) => {
        expect(kind.isBlank(value)).toBeTypeOf('boolean');
        const { faults, value: read } = kind.parse(value, field, context);
        if (!kind.isBlank(value)) expect(faults.length > 0 || read !== undefined).toBe(true);
        expect(kind.toText(value, field, 'de', { lists, text })).toBeTypeOf('string');
        kind.toFeel(value);
        kind.toForm(value, field, formContext(definition, { lists, language: 'de' }));
      }),
      { numRuns: 1500 },
    );
  });
});

it('answers without faults fit the published schema', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  formats.default(ajv);
  const validate = ajv.compile(answersSchema(definition, lists, 'de'));
  expect(validate(run(longAnswers).answers), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...run(longAnswers).answers, foo: 1 })).toBe(false);
  let faultless = 0;
  fc.assert(
    fc.property(answers, fc.nat(), (given, number) => {
      // One answer changed at a time: more at once are seldom all without fault.
      const [key = ''] = Object.keys(given).slice(number % Math.max(1, Object.keys(given).length));
      const { faults, answers: pruned } = run({ ...longAnswers, [key]: given[key] });
      if (faults.length > 0) return;
      faultless++;
      expect(validate(pruned), JSON.stringify(validate.errors)).toBe(true);
    }),
    runs,
  );
  expect(faultless).toBeGreaterThan(30);
});
