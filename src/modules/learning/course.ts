// What a course is: its file in the canton's `courses` folder, with modules, a pool of questions and the rules of its test.
import { Type, type Static } from 'typebox';
import { roles } from '../../kernel/actor.ts';
import { LocalTextSchema } from '../../kernel/canton-file.ts';

const strict = { additionalProperties: false };
export const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
export const staffRoles = roles.filter((role) => role !== 'resident');

const CheckSchema = Type.Object(
  {
    id: Id,
    ask: LocalTextSchema,
    options: Type.Array(
      Type.Object({ text: LocalTextSchema, right: Type.Boolean(), why: LocalTextSchema }, strict),
      { minItems: 2, maxItems: 8 },
    ),
  },
  strict,
);

const ModuleSchema = Type.Object(
  {
    id: Id,
    title: LocalTextSchema,
    /** Plain text: blank lines part paragraphs, `## ` a heading, `- ` an entry of a list. */
    text: LocalTextSchema,
    /** Questions to oneself, with their answers; nothing of them is kept. */
    check: Type.Optional(Type.Array(CheckSchema, { maxItems: 10 })),
  },
  strict,
);

const QuestionSchema = Type.Object(
  {
    id: Id,
    /** One right answer, several, or all of them in the right order. */
    kind: Type.Enum(['one', 'many', 'order']),
    ask: LocalTextSchema,
    /** Of `order` they stand in the right order. */
    options: Type.Array(
      Type.Object(
        {
          id: Id,
          text: LocalTextSchema,
          right: Type.Optional(Type.Boolean()),
          why: Type.Optional(LocalTextSchema),
        },
        strict,
      ),
      { minItems: 2, maxItems: 8 },
    ),
    why: LocalTextSchema,
    /** What it is about. */
    module: Id,
  },
  strict,
);

export const CourseSchema = Type.Object(
  {
    id: Id,
    version: Type.Integer({ minimum: 1, maximum: 100_000 }),
    title: LocalTextSchema,
    summary: LocalTextSchema,
    audience: Type.Array(Type.Enum([...staffRoles, 'all']), { minItems: 1, uniqueItems: true }),
    /** How long it takes, about. */
    minutes: Type.Integer({ minimum: 1, maximum: 2000 }),
    /** Part of the questions that must be right. */
    passAt: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
    /** Questions in one try. */
    draw: Type.Integer({ minimum: 1, maximum: 50 }),
    tries: Type.Object(
      {
        most: Type.Integer({ minimum: 1, maximum: 20 }),
        /** After so many in vain. */
        waitHours: Type.Integer({ minimum: 1, maximum: 720 }),
      },
      strict,
    ),
    minutesForQuiz: Type.Integer({ minimum: 1, maximum: 240 }),
    /** Whether one hears after each answer if it was right, or of all at the end. */
    feedback: Type.Enum(['each', 'end']),
    /** Absent: what was learned does not end. */
    validMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
    /** The certificate of policy.yaml that it gives. */
    certificate: Type.Optional(Id),
    modules: Type.Array(ModuleSchema, { minItems: 1, maxItems: 20 }),
    questions: Type.Array(QuestionSchema, { minItems: 1, maxItems: 200 }),
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);

export type Course = Static<typeof CourseSchema>;
export type CourseModule = Static<typeof ModuleSchema>;
export type Question = Static<typeof QuestionSchema>;

export const PathsSchema = Type.Object(
  {
    /** Days that new staff have for what is mandatory. */
    withinDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 730 })),
    paths: Type.Array(
      Type.Object(
        {
          role: Type.Enum([...staffRoles, 'all']),
          title: LocalTextSchema,
          courses: Type.Array(
            Type.Object(
              {
                course: Id,
                mandatory: Type.Boolean(),
                /** Done anew after so many months; absent: once is enough, as long as what it gives is valid. */
                everyMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
              },
              strict,
            ),
            { minItems: 1, maxItems: 40 },
          ),
        },
        strict,
      ),
      { maxItems: 40 },
    ),
    unverified: Type.Optional(Type.Array(Type.String())),
  },
  strict,
);
export type Paths = Static<typeof PathsSchema>;
