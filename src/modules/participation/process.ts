// A participation process as the canton's folder describes it: what every kind has; the rest is the part of its kind.
import { Type, type Static } from 'typebox';
import { LocalTextSchema } from '../../kernel/canton-file.ts';
import { languages, type LocalText } from '../../kernel/i18n/texts.ts';
import type { CalendarDay } from '../../engine/index.ts';
import type { Clock, Phase } from './phases.ts';

export const strict = { additionalProperties: false };
export const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
const Act = Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 30 });
/** A civil day, or in demonstrations so many days from the first start. */
const Day = Type.String({ pattern: '^(\\d{4}-\\d\\d-\\d\\d|day[+-]\\d{1,4})$' });

const PhaseSchema = Type.Object(
  { id: Id, from: Day, title: Type.Optional(LocalTextSchema), takes: Type.Optional(Type.Array(Act)) },
  strict,
);
const ClockSchema = Type.Object(
  {
    id: Id,
    title: LocalTextSchema,
    from: Id,
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
    months: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  },
  strict,
);
/** Who may take part: everybody with an account, or whom the residents' register says it of; and by code where the process gives codes out. */
const WhoSchema = Type.Object(
  {
    by: Type.Union([Type.Literal('account'), Type.Literal('register')]),
    municipalities: Type.Optional(Type.Array(Id, { minItems: 1 })),
    minAge: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
    maxAge: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
    codes: Type.Optional(Type.Boolean()),
    /** A confirmed e-mail address is enough, where nobody's register is asked. */
    mail: Type.Optional(Type.Boolean()),
  },
  strict,
);

/** What every kind of process has; each kind adds a property of its own name. */
export const processProperties = {
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  /** Of the canton's instruments.yaml: on which right it rests. */
  instrument: Id,
  title: LocalTextSchema,
  summary: LocalTextSchema,
  owner: Id,
  legalBasis: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }))),
  /** Of contributions; the page itself is in all four. */
  languages: Type.Array(Type.Enum([...languages]), { minItems: 1, uniqueItems: true }),
  who: WhoSchema,
  /** Whether contributions are looked at before everyone sees them, or only where somebody objects. */
  moderation: Type.Union([Type.Literal('before'), Type.Literal('after')]),
  phases: Type.Array(PhaseSchema, { minItems: 1, maxItems: 8 }),
  clocks: Type.Optional(Type.Array(ClockSchema, { maxItems: 5 })),
  /** Nobody can tell whose ballot is whose, by blind signatures; of kinds that have ballots. */
  ballots: Type.Optional(Type.Literal('secret')),
  /** Exists in demonstrations only: all of it is made up, and its days may count from the first start. */
  invented: Type.Optional(Type.Boolean()),
  /** What everyone should know, e.g. that a wording is made up or a law unchecked. */
  unverified: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }))),
};
const Base = Type.Object({ ...processProperties, kind: Id }, strict);
type Written = Static<typeof Base>;

export interface ProcessPhase extends Phase {
  title: Written['title'];
}

export interface ActRule {
  /** How lists of contributions call it: `Kommentar`. */
  name: LocalText;
  /** Once for each person and anchor. */
  once?: boolean;
  /** Words for a text: whoever answers says in which words it was taken up. */
  wording?: boolean;
  /** Not shown as a contribution, only counted: a vote, an answer. */
  unlisted?: boolean;
}

/** A process with its days resolved and the part of its kind; the kind knows the shape of that. */
export interface Process extends Omit<Written, 'phases' | 'clocks'> {
  phases: ProcessPhase[];
  clocks: (Clock & { title: Written['title']; due: CalendarDay })[];
  /** What people may do in it, by its kind. */
  acts: Readonly<Record<string, ActRule>>;
  part: unknown;
}

/** Before its days are known: what the loader has checked. */
export interface CheckedProcess extends Written {
  part: unknown;
}
