// Reads demo/questions.yaml: invented questions of the demonstration, and invented counts of earlier months.
import { Type, type Static } from 'typebox';
import type { App } from '../../../kernel/app.ts';
import { readCheckedFile, stopForFaults } from '../../../kernel/canton-file.ts';

const strict = { additionalProperties: false };
const Text = Type.String({ minLength: 1, maxLength: 4000 });
const DaysAgo = Type.Integer({ minimum: 0, maximum: 360 });

const QuestionSchema = Type.Object(
  {
    /** An invented identity; absent: somebody without account. */
    asker: Type.Optional(Type.String()),
    daysAgo: DaysAgo,
    seen: Type.Enum(['private', 'consent', 'public']),
    language: Type.Enum(['de', 'fr', 'it', 'en']),
    about: Type.Optional(Type.String()),
    topic: Type.Optional(Type.String()),
    area: Type.Optional(Type.String()),
    title: Text,
    body: Type.Optional(Text),
    taken: Type.Optional(Type.Literal(true)),
    rerouted: Type.Optional(Type.Object({ unit: Type.String(), reason: Text, daysAgo: DaysAgo }, strict)),
    askedBack: Type.Optional(Type.Object({ text: Text, daysAgo: DaysAgo }, strict)),
    answer: Type.Optional(
      Type.Object({ text: Text, links: Type.Optional(Type.Array(Type.String())), daysAgo: DaysAgo }, strict),
    ),
    /** With what is found masked; the title as it is. */
    published: Type.Optional(Type.Literal(true)),
    withdrawn: Type.Optional(Type.Literal(true)),
  },
  strict,
);
const FileSchema = Type.Object(
  {
    /** Nobody real may stand here. */
    invented: Type.Literal(true),
    questions: Type.Array(QuestionSchema),
    /** Working days of answers by unit, `monthsAgo` months ago. */
    history: Type.Array(
      Type.Object(
        {
          unit: Type.String(),
          monthsAgo: Type.Integer({ minimum: 1, maximum: 11 }),
          days: Type.Array(Type.Integer({ minimum: 0, maximum: 60 })),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type DemoQuestions = Static<typeof FileSchema>;
export type DemoQuestion = Static<typeof QuestionSchema>;

export async function loadDemoQuestions(app: App): Promise<DemoQuestions> {
  const { data, faults } = await readCheckedFile(app.canton, 'demo/questions.yaml', FileSchema);
  stopForFaults('The demonstration’s questions', faults);
  return data ?? { invented: true, questions: [], history: [] };
}
