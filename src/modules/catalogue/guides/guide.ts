// A life event as a guided page: three or four questions, and the steps that they choose (`life-events/<id>.yaml`).
import { Type, type Static } from 'typebox';
import type { FactField, FactFields } from '../../../engine/index.ts';
import { LocalTextSchema } from '../../../kernel/canton-file.ts';
import { DueSchema } from '../definitions/due-schema.ts';

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

/** What rules of steps call the day of the guide, as its address does. */
export const guideDay = 'tag';

const StepSchema = Type.Object(
  {
    id: Id,
    /** FEEL over the answers, by the questions' ids; absent: always. */
    when: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    /** A service of the canton, which gives title, summary and unit; otherwise the duty, or `title` and `text`. */
    service: Type.Optional(Id),
    /** The duty that the step fulfils: it says until when, and whether that was checked. */
    duty: Type.Optional(Id),
    title: Type.Optional(LocalTextSchema),
    /** In place of the summary of the service or the text of the duty. */
    text: Type.Optional(LocalTextSchema),
    /** Where; absent: the unit of the service. */
    unit: Type.Optional(Id),
    /** Of a step that is no duty, counted from `tag`. */
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
    /** Dates of `duties.yaml` that this day stands for. */
    dates: Type.Optional(Type.Array(Name, { minItems: 1 })),
    questions: Type.Array(QuestionSchema, { minItems: 3, maxItems: 4 }),
    /** In the order in which they are best done. */
    steps: Type.Array(StepSchema, { minItems: 1, maxItems: 40 }),
  },
  { additionalProperties: false },
);
export type Guide = Static<typeof GuideSchema>;
export type GuideQuestion = Guide['questions'][number];
export type GuideStep = Guide['steps'][number];

/** Answers by question: only choices that exist. */
export type GuideAnswers = Readonly<Record<string, string>>;

export const yesNo = ['yes', 'no'] as const;

/** The choices of a question, as its address holds them: its options, or yes and no. */
export const choicesOf = (question: GuideQuestion): readonly string[] =>
  question.options?.map(({ id }) => id) ?? yesNo;

/** The questions as facts that conditions know. */
export const guideFields = (guide: Pick<Guide, 'questions'>): FactFields =>
  new Map(
    guide.questions.map(({ id, options }): [string, FactField] => [
      id,
      options ? { id, type: 'choice', options: options.map((option) => option.id) } : { id, type: 'yesno' },
    ]),
  );
