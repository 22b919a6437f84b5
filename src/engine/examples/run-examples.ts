// Works the examples through the engine: compares what comes out with what is expected, and reports what they cover.
import type { ServiceDocument } from '../definition/schema.ts';
import { evaluateTraced } from '../evaluate/evaluate.ts';
import type { EvaluateContext, Evaluation } from '../evaluate/evaluation.ts';
import type { Example } from './example.ts';
import { resolveDayTokens } from './resolve-day-tokens.ts';

export interface ExampleMismatch {
  /** `path`, `faults`, `fee`, `decision`, `deadline`. */
  part: keyof Example['expect'];
  expected: unknown;
  actual: unknown;
}

export interface ExampleResult {
  name: string;
  /** The answers with days filled in. */
  answers: unknown;
  evaluation: Evaluation;
  mismatches: ExampleMismatch[];
}

export interface ExamplesReport {
  results: ExampleResult[];
  /** Pages that no example leads through. */
  uncoveredPages: string[];
  /** Rows of decision tables that no example hits; `row` counts from 0. */
  uncoveredRows: { rule: string; row: number }[];
}

/** Everything about the world but the day, which each example sets itself. */
export type ExampleContext = Pick<EvaluateContext, 'lists' | 'holidays' | 'offers' | 'area'>;

export function runExamples(
  service: ServiceDocument,
  examples: readonly Example[],
  context: ExampleContext,
): ExamplesReport {
  const pages = new Set<string>();
  const rows = new Set<string>();
  const results = examples.map((example) => {
    const answers = resolveDayTokens(example.answers, example.on, context);
    const evaluation = evaluateTraced(
      service,
      answers,
      { ...context, today: example.on },
      {
        row: (rule, hits) => {
          for (const row of hits) rows.add(`${rule} ${row}`);
        },
      },
    );
    for (const page of evaluation.path) pages.add(page);
    return { name: example.name, answers, evaluation, mismatches: compare(example, evaluation) };
  });
  const uncoveredRows = Object.entries(service.rules ?? {}).flatMap(([rule, table]) =>
    ('rows' in table ? table.rows : []).flatMap((_, row) =>
      rows.has(`${rule} ${row}`) ? [] : [{ rule, row }],
    ),
  );
  return {
    results,
    uncoveredPages: service.pages.map((page) => page.id).filter((id) => !pages.has(id)),
    uncoveredRows,
  };
}

function compare({ expect }: Example, evaluation: Evaluation): ExampleMismatch[] {
  const faults = evaluation.faults.map(({ pointer, code, params }) => ({
    pointer,
    code,
    check: params['check'],
  }));
  // An expectation without `check` accepts any failed check at the place.
  const wanted = expect.faults.map((fault) => faultText(fault)).sort();
  const seen = faults
    .map((fault) =>
      faultText(
        expect.faults.some((each) => each.check && each.pointer === fault.pointer)
          ? fault
          : { ...fault, check: undefined },
      ),
    )
    .sort();
  const parts: ExampleMismatch[] = [
    { part: 'path', expected: expect.path, actual: evaluation.path },
    { part: 'faults', expected: wanted, actual: seen },
    { part: 'fee', expected: expect.fee, actual: evaluation.fee.total },
    { part: 'decision', expected: expect.decision, actual: evaluation.decision },
    { part: 'deadline', expected: expect.deadline, actual: evaluation.deadline },
  ];
  return parts.filter(({ expected, actual }) => JSON.stringify(expected) !== JSON.stringify(actual));
}

function faultText({
  pointer,
  code,
  check,
}: {
  pointer: string;
  code: string;
  check?: string | number | undefined;
}): string {
  return check === undefined ? `${code} ${pointer}` : `${code} ${pointer} ${check}`;
}
