// What a channel shows of answers: the summary before submitting, the facts of a case, the facts of a letter.
import { compileService, type CompiledField } from './definition/compiled-service.ts';
import type { DataClass, KnownSource, Language, ServiceDefinition } from './definition/schema.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import type { Lists } from './fields/field-kind.ts';

export interface SummaryRow {
  /** JSON pointer to the answer: `/hunde/0/chip`. */
  pointer: string;
  /** Field id; the same in every item of a repeat. */
  field: string;
  label: string;
  /** Empty when not answered. */
  text: string;
  class: DataClass;
  source?: KnownSource;
}

export interface SummarySection {
  /** Page id. */
  id: string;
  title: string;
  /** Items of a repeat: «Hund 1»; their rows stand in `rows`, too, in order. */
  items?: { pointer: string; title: string; rows: SummaryRow[] }[];
  rows: SummaryRow[];
}

/** Answers by page of the path, as text in a language. Never throws for the result of an evaluation. */
export function summary(
  definition: ServiceDefinition,
  evaluation: Pick<Evaluation, 'path' | 'answers'>,
  language: Language,
  context: { lists: Lists },
): SummarySection[] {
  const texts = definition.texts[language];
  return compileService(definition).pages.flatMap((page): SummarySection[] => {
    const { id, repeat } = page.definition;
    if (!evaluation.path.includes(id)) return [];
    const section = { id, title: texts[`pages.${id}.nav`] ?? id };
    const rowsOf = (answers: Record<string, unknown>, parent: string) =>
      page.fields.flatMap((field) => rowOf(field, answers, parent, definition, language, context));
    if (!repeat) return [{ ...section, rows: rowsOf(evaluation.answers, '') }];
    const given = evaluation.answers[repeat.id];
    const items = (Array.isArray(given) ? given : []).map((item: unknown, index) => {
      const answers = asRecord(item);
      const pointer = `/${repeat.id}/${index}`;
      const name = repeat.label === undefined ? undefined : answers[repeat.label];
      const numbered = (texts[`pages.${id}.item`] ?? '{number}').replace('{number}', String(index + 1));
      return {
        pointer,
        title: typeof name === 'string' && name !== '' ? name : numbered,
        rows: rowsOf(answers, pointer),
      };
    });
    return [{ ...section, items, rows: items.flatMap((item) => item.rows) }];
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A row for each answer there is; what is required but missing is a fault elsewhere, what is optional and empty says nothing. */
function rowOf(
  { definition: field, kind }: CompiledField,
  answers: Record<string, unknown>,
  parent: string,
  definition: ServiceDefinition,
  language: Language,
  context: { lists: Lists },
): SummaryRow[] {
  const value = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
  if (value === undefined) return [];
  const texts = definition.texts[language];
  const text = kind.toText(value, field, language, { lists: context.lists, text: (key) => texts[key] });
  return [
    {
      pointer: `${parent}/${field.id}`,
      field: field.id,
      label: texts[`fields.${field.id}.label`] ?? field.id,
      text,
      class: field.class ?? 'internal',
      ...(field.source === undefined ? {} : { source: field.source }),
    },
  ];
}
