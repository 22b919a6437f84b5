// Reads cases.yaml and turns every unmet expectation and every gap in coverage into a fault at its place.
import { Compile } from 'typebox/compile';
import type { AuthoredPath, DefinitionFault } from '../definition/definition-fault.ts';
import type { ServiceDocument } from '../definition/schema.ts';
import type { YamlDocument } from '../definition/yaml-document.ts';
import { ExamplesSchema, type Example } from './example.ts';
import { runExamples, type ExampleContext, type ExamplesReport } from './run-examples.ts';

const examplesShape = Compile(ExamplesSchema);

/** The examples of a file, or its faults. */
export function readExamples(document: YamlDocument, faults: DefinitionFault[]): Example[] | undefined {
  const { value } = document;
  if (examplesShape.Check(value)) return value;
  for (const error of examplesShape.Errors(value)) {
    if (error.keyword === 'boolean') continue;
    const path = error.instancePath
      .split('/')
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const names = Object.values(error.params).flat().map(String).slice(0, 8).join(', ');
    faults.push(
      document.fault(
        path,
        'EXAMPLE_SHAPE',
        `${error.message}${names && !error.message.includes(names) ? `: ${names}` : ''}.`,
      ),
    );
  }
  return undefined;
}

/** Works the examples and reports. Coverage gaps are reported where the definition has the page or row. */
export function checkExamples(
  service: ServiceDocument,
  examples: readonly Example[],
  documents: { examples: YamlDocument; service: YamlDocument },
  context: ExampleContext,
  faults: DefinitionFault[],
): ExamplesReport {
  const report = runExamples(service, examples, context);
  const names = new Set<string>();
  report.results.forEach(({ name, mismatches }, index) => {
    if (names.has(name))
      faults.push(
        documents.examples.fault([index, 'name'], 'DUPLICATE_ID', `There is already an example «${name}».`),
      );
    names.add(name);
    for (const { part, expected, actual } of mismatches)
      faults.push(
        documents.examples.fault(
          [index, 'expect', part],
          'EXAMPLE_FAILED',
          `«${name}»: ${part} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}.`,
        ),
      );
  });
  const uncovered = (path: AuthoredPath, code: string, what: string) =>
    faults.push(documents.service.fault(path, code, `No example in cases.yaml ${what}.`));
  for (const id of report.uncoveredPages)
    uncovered(
      ['pages', service.pages.findIndex((page) => page.id === id), 'id'],
      'PAGE_NOT_COVERED',
      `leads through the page «${id}»`,
    );
  for (const { rule, row } of report.uncoveredRows)
    uncovered(['rules', rule, 'rows', row], 'ROW_NOT_COVERED', `hits row ${row + 1} of the rule «${rule}»`);
  return report;
}
