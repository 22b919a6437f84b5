// The part of a survey: its questions are fields of the form engine, with their words in four languages.
import { Type, type Static } from 'typebox';
import type { FieldDefinition } from '../../../../engine/index.ts';
import { LocalTextSchema } from '../../../../kernel/canton-file.ts';
import { Id, strict, type CheckedProcess, type Process } from '../../process.ts';

const QuestionSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 }),
    type: Type.Enum(['choice', 'multichoice', 'number', 'yesno', 'longtext']),
    label: LocalTextSchema,
    hint: Type.Optional(LocalTextSchema),
    optional: Type.Optional(Type.Boolean()),
    options: Type.Optional(
      Type.Array(Type.Object({ id: Id, label: LocalTextSchema }, strict), { minItems: 2, maxItems: 20 }),
    ),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
  },
  strict,
);
export const SurveyPart = Type.Object(
  { questions: Type.Array(QuestionSchema, { minItems: 1, maxItems: 30 }) },
  strict,
);
export type Question = Static<typeof QuestionSchema>;

export const questionsOf = ({ part }: Pick<Process, 'part'>): readonly Question[] =>
  (part as Static<typeof SurveyPart>).questions;

/** As the engine reads and checks it. */
export const fieldOf = ({ id, type, options, min, max, optional }: Question): FieldDefinition => ({
  id,
  type,
  ...(options ? { options: options.map((option) => option.id) } : {}),
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(type === 'longtext' ? { maxLength: 2000 } : {}),
  ...(optional ? { required: false } : {}),
});

export function checkSurvey(
  definition: CheckedProcess,
  fault: (path: (string | number)[], message: string) => void,
): void {
  const questions = questionsOf(definition);
  questions.forEach(({ id, type, options }, index) => {
    if (questions.findIndex((each) => each.id === id) < index)
      fault(['questions', index, 'id'], `${id} is there twice.`);
    const chosen = type === 'choice' || type === 'multichoice';
    if (chosen !== (options !== undefined))
      fault(['questions', index, 'options'], chosen ? 'Which options are there?' : `${type} has no options.`);
  });
}
