// A condition in words: «Nur ausfüllen, wenn bei 1.1 «Bewilligung» angekreuzt ist», with the numbers and labels of the form.
import { printDay, printNumber } from '../fields/print.ts';
import type { Language } from '../definition/schema.ts';
import type { Condition, FieldRef, Operand } from './condition.ts';
import { filled, paperWords, type PaperWords } from './paper-words.ts';
import { ruleWords } from './rule-words.ts';

/** What is printed for a field that conditions speak of. */
export interface NamedField {
  /** `1.2`; for what is not asked (calculated) its label. */
  place: string;
  /** Words of an option or of yes and no. */
  valueText: (value: string | boolean) => string;
  /** Whether options are ticked, rather than written. */
  ticked: boolean;
}

export interface NamedPlaces {
  field: (ref: FieldRef) => NamedField | undefined;
  /** Number of a page, or of the page that repeats under this id. */
  page: (id: string) => string | undefined;
}

export type ConditionUse = 'fill' | 'enclose' | 'confirm' | 'hold';

export interface ConditionText {
  /** A whole sentence; with `items` only its beginning. */
  text: string;
  /** Parts of a longer condition, each with the word that joins it to the next. */
  items: string[];
}

/** @param use what the person does when it holds: fill in, enclose, tick; or nothing, where it is only told */
export function conditionText(
  condition: Condition,
  use: ConditionUse,
  language: Language,
  places: NamedPlaces,
): ConditionText {
  const words = wordsFor(use, language);
  const { start } = words;
  const clause = (each: Condition) => clauseOf(each, words, language, places, '');
  if (isJoined(condition) && (condition.of.length > 2 || condition.of.some(isJoined))) {
    const last = condition.of.length - 1;
    const joint = (condition.kind === 'all' ? words.and : words.or).trimEnd();
    return {
      text: `${start}`,
      items: condition.of.map((each, index) => clause(each) + (index < last ? joint : '.')),
    };
  }
  return { text: `${start} ${clause(condition)}.`, items: [] };
}

function wordsFor(use: ConditionUse, language: Language): PaperWords & { start: string } {
  const words = paperWords[language];
  if (use !== 'hold') return { ...words, start: words.onlyIf[use] };
  const { onlyIf, depends: dependsOn, unclear } = ruleWords[language];
  return { ...words, depends: dependsOn, unclear, start: onlyIf };
}

const isJoined = (condition: Condition): condition is Extract<Condition, { of: Condition[] }> =>
  condition.kind === 'all' || condition.kind === 'any';

function clauseOf(
  condition: Condition,
  words: PaperWords,
  language: Language,
  places: NamedPlaces,
  q: string,
): string {
  const again = (each: Condition, inner = q) => clauseOf(each, words, language, places, inner);
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.map((each) => again(each)).join(condition.kind === 'all' ? words.and : words.or);
    case 'some':
    case 'every':
      return again(condition.that, words[condition.kind]);
    case 'page': {
      const n = places.page(condition.page);
      return n === undefined
        ? words.unclear
        : filled(condition.negated ? words.pageOff : words.pageOn, { n });
    }
    case 'count': {
      const n = places.page(condition.repeat);
      // How many of several answers: only «at least one» is simple enough.
      const several = places.field({ field: condition.repeat });
      if (n === undefined && several && condition.op === '>' && condition.value === 0)
        return filled(words.answered, { n: several.place, q });
      if (n === undefined) return depends([condition.repeat], words, places);
      return filled(words.count[condition.op], { n, v: printNumber(condition.value, language) });
    }
    case 'other':
      return depends(condition.uses, words, places);
    default:
      break;
  }
  const field = places.field(condition.ref);
  if (!field) return depends([condition.ref.field], words, places);
  const n = field.place;
  if (condition.kind === 'answered') {
    return filled(condition.negated ? words.notAnswered : words.answered, { n, q });
  }
  if (condition.kind === 'compare') {
    const v = operandText(condition.to, words, language);
    const kind = condition.to.kind === 'number' ? 'number' : condition.to.kind === 'time' ? 'time' : 'date';
    return filled(words[kind][condition.op], { n, q, v });
  }
  const v = alternatives(
    condition.values.map((value) => words.quote(field.valueText(value))),
    words.or,
  );
  const sentence = field.ticked
    ? condition.negated
      ? words.notTicked
      : words.ticked
    : condition.negated
      ? words.notWritten
      : words.written;
  return filled(sentence, { n, q, v });
}

/** `«a», «b» oder «c»` */
function alternatives(parts: readonly string[], or: string): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')}${or}${last}`;
}

function depends(uses: readonly string[], words: PaperWords, places: NamedPlaces): string {
  const named = [...new Set(uses.flatMap((use) => places.field({ field: use })?.place ?? []))];
  return named.length === 0 ? words.unclear : filled(words.depends, { list: alternatives(named, words.and) });
}

function operandText(to: Operand, words: PaperWords, language: Language): string {
  if (to.kind === 'number') return printNumber(to.value, language);
  if (to.kind === 'day') return filled(words.onDay, { day: printDay(to.day, language) });
  if (to.kind === 'time') return language === 'en' ? to.time : to.time.replace(':', '.');
  if (to.sign === 0) return words.today;
  const [, digits = '0', unit = 'D'] = /^P(\d+)([DMY])$/.exec(to.duration) ?? [];
  const weeks = unit === 'D' && Number(digits) % 7 === 0;
  const count = weeks ? Number(digits) / 7 : Number(digits);
  const [one, other] = words.units[weeks ? 'W' : (unit as 'D' | 'M' | 'Y')];
  return filled(to.sign === 1 ? words.later : words.earlier, {
    time: `${count}\u00a0${count === 1 ? one : other}`,
  });
}
