// A condition over questions with fixed choices, outside of any service: checked once, then asked with answers that may be incomplete.
import { compileExpression } from './compile.ts';
import type { FeelFault } from './check-context.ts';
import { reservedNames } from './functions.ts';
import { inferExpression } from './infer.ts';
import { booleanType, fits, optionsType, typeName } from './types.ts';

/** The choices of each question, by its name in expressions. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/** Whether a question may be called so: it would be read as something else otherwise. */
export const isReservedName = (name: string): boolean => reservedNames.has(name);

/** What is wrong with the condition: syntax, unknown names, choices that do not exist, a result that is not yes or no. */
export function checkChoiceCondition(
  source: string,
  choices: Choices,
): Pick<FeelFault, 'code' | 'message' | 'from'>[] {
  const { type, faults } = inferExpression(source, {
    type: (name) => {
      const options = choices.get(name);
      return options && optionsType(options);
    },
  });
  if (faults.length > 0 || fits(type, booleanType)) return faults;
  const message = `The result must be ${typeName(booleanType)}, but it is ${typeName(type)}.`;
  return [{ code: 'RESULT_TYPE', message, from: 0 }];
}

/** Whether the condition holds, or can still hold whatever the open questions are answered with. */
export function mayHold(
  source: string,
  choices: Choices,
  answers: Readonly<Record<string, string>>,
): boolean {
  const condition = compileExpression(source);
  const open = condition.uses.filter((name) => choices.has(name) && answers[name] === undefined);
  const holds = (values: Record<string, string>, left: readonly string[]): boolean => {
    const [name, ...rest] = left;
    if (name === undefined) return condition.run(values) === true;
    return (choices.get(name) ?? []).some((choice) => holds({ ...values, [name]: choice }, rest));
  };
  return holds({ ...answers }, open);
}
