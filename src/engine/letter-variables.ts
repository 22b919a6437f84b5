// What a letter says of a case beside what all letters can say: the definition's own `vars`.
import {
  compileExpression,
  feelToJson,
  todayFunction,
  type CompiledExpression,
  type FeelValues,
} from './feel/compile.ts';
import { compileService } from './definition/compiled-service.ts';
import type { Language, LetterId, ServiceDefinition } from './definition/schema.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import type { Lists } from './fields/field-kind.ts';
import { calculatedKind } from './fields/calculated.ts';
import type { CalendarDay } from './deadline/calendar-day.ts';

const compiled = new WeakMap<object, [string, CompiledExpression][]>();

function compiledVariables(vars: Record<string, string>): [string, CompiledExpression][] {
  let found = compiled.get(vars);
  if (!found) {
    found = Object.entries(vars).map(([name, source]) => [name, compileExpression(source)]);
    compiled.set(vars, found);
  }
  return found;
}

/**
 * Arguments for the letter's messages. Numbers stay numbers (for plurals); everything else is text as people read it:
 * a variable that is just a field prints as that field does (the option's words, the address on one line). Nothing is ''.
 */
export function letterVariables(
  definition: ServiceDefinition,
  letter: LetterId,
  evaluation: Pick<Evaluation, 'path' | 'answers' | 'rules'>,
  language: Language,
  context: { lists: Lists; today?: CalendarDay },
): Record<string, string | number> {
  const vars = definition.letters[letter]?.vars;
  if (!vars) return {};
  const values = feelValuesOf(definition, evaluation, context.today);
  const texts = definition.texts[language];
  const textContext = { lists: context.lists, text: (key: string) => texts[key] };
  const fields = new Map(
    definition.pages.flatMap((page) =>
      page.repeat ? [] : page.fields.map((field) => [field.id, field] as const),
    ),
  );
  return Object.fromEntries(
    compiledVariables(vars).map(([name, expression]) => {
      const field = fields.get(expression.source.trim());
      if (field && field.type !== 'number') {
        const kind = compileService(definition)
          .pages.flatMap((page) => page.fields)
          .find((each) => each.definition === field)?.kind;
        return [name, kind?.toText(evaluation.answers[field.id], field, language, textContext) ?? ''];
      }
      const result = feelToJson(expression.run(values));
      if (typeof result === 'number') return [name, result];
      const any = field ?? { id: name, type: 'calculated' as const };
      return [name, calculatedKind.toText(result, any, language, textContext)];
    }),
  );
}

/** The values that expressions after the path see, made again from a kept evaluation. */
function feelValuesOf(
  definition: ServiceDefinition,
  evaluation: Pick<Evaluation, 'path' | 'answers' | 'rules'>,
  today?: CalendarDay,
): FeelValues {
  const values: FeelValues = Object.create(null) as FeelValues;
  if (today !== undefined) values['today'] = todayFunction(today);
  values['pages'] = Object.fromEntries(
    definition.pages.map((page) => [page.id, evaluation.path.includes(page.id)]),
  );
  for (const page of compileService(definition).pages) {
    const read = (answers: Record<string, unknown>) =>
      Object.fromEntries(
        page.fields.map(({ definition: { id }, kind }) => [
          id,
          Object.hasOwn(answers, id) ? kind.toFeel(answers[id]) : null,
        ]),
      );
    const { repeat } = page.definition;
    if (!repeat) Object.assign(values, read(evaluation.answers));
    else {
      const items = evaluation.answers[repeat.id];
      values[repeat.id] = (Array.isArray(items) ? items : []).map((item: Record<string, unknown>) =>
        read(item),
      );
    }
  }
  return Object.assign(values, evaluation.rules);
}
