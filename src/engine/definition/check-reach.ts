// Finds pages and fields that no answers can ever reach, where that can be decided: few answers with few possible values.
import { compileExpression, type FeelValues } from '../feel/compile.ts';
import { parseExpression } from '../feel/parse.ts';
import { optionIds } from '../fields/options.ts';
import type { Lists } from '../fields/field-kind.ts';
import type { DefinitionFault } from './definition-fault.ts';
import type { FieldDefinition, ServiceDocument } from './schema.ts';
import type { YamlDocument } from './yaml-document.ts';

/** More combinations than this are not tried. */
const mostCombinations = 20_000;

/** Reports conditions that are never true. Sound: it says nothing where it can't know. */
export function checkReach(
  service: ServiceDocument,
  document: YamlDocument,
  lists: Lists,
  faults: DefinitionFault[],
): void {
  const fields = new Map<string, FieldDefinition>();
  const unreachable = new Set<string>();
  service.pages.forEach((page, p) => {
    const domain = (name: string, source: string) => domainOf(name, source, fields, lists);
    if (page.when !== undefined && neverTrue(page.when, domain, service, p, unreachable)) {
      unreachable.add(page.id);
      faults.push(
        document.fault(
          ['pages', p, 'when'],
          'UNREACHABLE_PAGE',
          `No answers ever lead to the page «${page.id}»: its condition is never true.`,
        ),
      );
    }
    const own = new Map(fields);
    page.fields.forEach((field, f) => {
      const inner = (name: string, source: string) => domainOf(name, source, own, lists);
      if (field.when !== undefined && neverTrue(field.when, inner, service, p, unreachable))
        faults.push(
          document.fault(
            ['pages', p, 'fields', f, 'when'],
            'UNREACHABLE_FIELD',
            `The field «${field.id}» is never asked: its condition is never true.`,
          ),
        );
      own.set(field.id, field);
    });
    // Fields of a repeat are known outside only as a list, whose combinations are too many to try.
    if (!page.repeat) for (const field of page.fields) fields.set(field.id, field);
  });
}

type Domain = (name: string, source: string) => readonly unknown[] | undefined;

function neverTrue(
  source: string,
  domain: Domain,
  service: ServiceDocument,
  page: number,
  unreachable: ReadonlySet<string>,
): boolean {
  const compiled = compileExpression(source);
  const names = compiled.uses.filter((name) => name !== 'pages');
  const domains = names.map((name) => domain(name, source));
  if (domains.some((each) => each === undefined)) return false;
  const spaces: { name: string; values: readonly unknown[] }[] = names.map((name, index) => ({
    name,
    values: domains[index] ?? [],
  }));
  if (compiled.uses.includes('pages'))
    for (const before of service.pages.slice(0, page))
      if (source.includes(before.id))
        spaces.push({
          name: `pages.${before.id}`,
          values: unreachable.has(before.id) ? [false] : [true, false],
        });
  const combinations = spaces.reduce((product, space) => product * space.values.length, 1);
  if (combinations > mostCombinations) return false;
  for (let i = 0; i < combinations; i++) if (compiled.run(combination(spaces, i)) === true) return false;
  return true;
}

function combination(
  spaces: readonly { name: string; values: readonly unknown[] }[],
  index: number,
): FeelValues {
  const pages: Record<string, unknown> = {};
  const values: FeelValues = { pages };
  let rest = index;
  for (const { name, values: domain } of spaces) {
    const value = domain[rest % domain.length];
    rest = Math.floor(rest / domain.length);
    if (name.startsWith('pages.')) pages[name.slice(6)] = value;
    else values[name] = value;
  }
  return values;
}

/** All values that make a difference, or undefined when they can't be listed. */
function domainOf(
  name: string,
  source: string,
  fields: ReadonlyMap<string, FieldDefinition>,
  lists: Lists,
): readonly unknown[] | undefined {
  const field = fields.get(name);
  switch (field?.type) {
    case 'yesno':
      return [true, false, null];
    case 'declaration':
      return [true, null];
    case 'choice':
      return [...optionIds(field, lists), null];
    case 'number':
    case 'money':
      return numbersThatMatter(name, field, source);
    default:
      return undefined;
  }
}

/** Where a number is only compared with written numbers, values at and around those decide everything. */
function numbersThatMatter(
  name: string,
  field: FieldDefinition,
  source: string,
): readonly number[] | undefined {
  const literals = new Set<number>();
  let comparedOnly = true;
  parseExpression(source).iterate({
    enter: ({ node }) => {
      if (node.name === 'NumericLiteral')
        literals.add(
          Number(source.slice(node.from, node.to)) * (node.prevSibling?.name === 'ArithOp' ? -1 : 1),
        );
      if (node.name !== 'VariableName' || source.slice(node.from, node.to) !== name) return;
      const others: string[] = [];
      for (let child = node.parent?.firstChild; child; child = child.nextSibling)
        if (child.name !== 'VariableName') others.push(child.name);
      const plain = ['CompareOp', 'NumericLiteral', 'between', 'and', 'null'];
      if (node.parent?.name !== 'Comparison' || !others.every((other) => plain.includes(other)))
        comparedOnly = false;
    },
  });
  if (!comparedOnly) return undefined;
  const step = field.type === 'money' ? 0.01 : 10 ** -(field.decimals ?? 0);
  const min = field.min ?? (field.type === 'money' ? 0 : -1e9);
  const max = field.max ?? 1e9;
  const candidates = [min, max, ...[...literals].flatMap((value) => [value - step, value, value + step])];
  return [...new Set(candidates.filter((value) => value >= min && value <= max))];
}
