// A life event as a guided page: three or four questions, and the steps that they choose (`life-events/<id>.yaml`).
import { Type, type Static } from 'typebox';
import type { Choices } from '../../../engine/index.ts';
import { LocalTextSchema } from '../../../kernel/canton-file.ts';

const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
/** Used in conditions and in addresses. */
const Name = Type.String({ pattern: '^[a-z][a-zA-Z0-9]*$', maxLength: 30 });

const QuestionSchema = Type.Object(
  {
    id: Name,
    label: LocalTextSchema,
    hint: Type.Optional(LocalTextSchema),
    /** Absent: yes or no. */
    options: Type.Optional(
      Type.Array(Type.Object({ id: Id, label: LocalTextSchema }, { additionalProperties: false }), {
        minItems: 2,
        maxItems: 6,
      }),
    ),
  },
  { additionalProperties: false },
);

const DueSchema = Type.Union([
  /** Days from the day of the event; negative: before it. */
  Type.Object({ days: Type.Integer({ minimum: -400, maximum: 400 }) }, { additionalProperties: false }),
  Type.Object({ months: Type.Integer({ minimum: -24, maximum: 24 }) }, { additionalProperties: false }),
  /** The same day each year: in the year after the event, as `03-31`. */
  Type.Object(
    { nextYear: Type.String({ pattern: '^(0[1-9]|1[0-2])-([0-2][0-9]|30|31)$' }) },
    { additionalProperties: false },
  ),
]);

const StepSchema = Type.Object(
  {
    id: Id,
    /** FEEL over the answers, by the questions' ids; absent: always. */
    when: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    /** A service of the canton, which gives title, summary and unit; otherwise `title` and `text`. */
    service: Type.Optional(Id),
    title: Type.Optional(LocalTextSchema),
    /** In place of the service's summary. */
    text: Type.Optional(LocalTextSchema),
    /** Where; absent: the unit of the service. */
    unit: Type.Optional(Id),
    due: Type.Optional(DueSchema),
    /** The fact was not checked against an official page: the step is shown as an example. */
    unverified: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const GuideSchema = Type.Object(
  {
    lead: LocalTextSchema,
    /** What the day is that time limits count from; absent where there are none. */
    day: Type.Optional(LocalTextSchema),
    questions: Type.Array(QuestionSchema, { minItems: 3, maxItems: 4 }),
    /** In the order in which they are best done. */
    steps: Type.Array(StepSchema, { minItems: 1, maxItems: 40 }),
  },
  { additionalProperties: false },
);
export type Guide = Static<typeof GuideSchema>;
export type GuideQuestion = Guide['questions'][number];
export type GuideStep = Guide['steps'][number];
export type Due = Static<typeof DueSchema>;

/** Answers by question: only choices that exist. */
export type GuideAnswers = Readonly<Record<string, string>>;

export const yesNo = ['yes', 'no'] as const;

/** The choices of a question: its options, or yes and no. */
export const choicesOf = (question: GuideQuestion): readonly string[] =>
  question.options?.map(({ id }) => id) ?? yesNo;

export const guideChoices = (guide: Pick<Guide, 'questions'>): Choices =>
  new Map(guide.questions.map((question) => [question.id, choicesOf(question)]));
