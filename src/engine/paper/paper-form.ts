// The form of a service as it is printed: questions and fields with numbers, how each is written, and where to go on.
import { compileService, type CompiledField, type CompiledPage } from '../definition/compiled-service.ts';
import type { Language, ServiceDefinition } from '../definition/schema.ts';
import type { Lists, TextContext } from '../fields/field-kind.ts';
import type { PaperControl } from '../fields/paper-control.ts';
import type { FieldRef } from './condition.ts';
import { readCondition } from './read-condition.ts';
import { conditionText, type ConditionText, type NamedField, type NamedPlaces } from './condition-words.ts';
import { jumps, type Jumps } from './paper-jumps.ts';
import { filled, paperWords } from './paper-words.ts';

export interface PaperField {
  id: string;
  /** `2.1`, the same in every copy of a repeating question. */
  number: string;
  label: string;
  /** Help that the screen shows, too; else what the pattern says. */
  hint: string;
  optional: boolean;
  control: PaperControl;
  /** When it is to be filled in; absent: always. */
  only?: ConditionText;
  /** Option id -> what follows from it: `weiter bei Frage 7`, or why it is not possible here. */
  beside: Record<string, string>;
}

export interface PaperQuestion {
  /** Page id. */
  id: string;
  /** Counted over all questions, whether they apply or not. */
  number: number;
  title: string;
  intro: string;
  only?: ConditionText;
  /** `Sonst weiter bei Frage 7.`; empty where there is no condition. */
  otherwise: string;
  fields: PaperField[];
  /** A question that is answered several times: titles of the copies that are printed, and how many there may be. */
  repeat?: { id: string; titles: string[]; min: number; max: number };
}

/** @returns every field that the form on the screen may ask, in the same order; calculated ones are left out */
export function paperForm(
  definition: ServiceDefinition,
  language: Language,
  context: { lists: Lists },
): PaperQuestion[] {
  const { pages } = compileService(definition);
  const texts = definition.texts[language];
  const textContext: TextContext = { lists: context.lists, text: (key) => texts[key] };
  const places = namedPlaces(pages, language, textContext);
  const ways = jumps(pages);
  const words = paperWords[language];
  const placeOf = (index: number) =>
    index < pages.length ? filled(words.question, { n: String(index + 1) }) : words.signature;
  return pages.map((page, index) => {
    const { id, repeat } = page.definition;
    const otherwise = ways.otherwise[index];
    return {
      id,
      number: index + 1,
      title: texts[`pages.${id}.question`] ?? id,
      intro: texts[`pages.${id}.intro`] ?? '',
      ...(page.when
        ? { only: conditionText(readCondition(page.when.source), 'fill', language, places(page)) }
        : {}),
      otherwise: otherwise === undefined ? '' : filled(words.otherwise, { place: placeOf(otherwise) }),
      fields: askedFields(page).map((field, position) =>
        paperField(field, `${index + 1}.${position + 1}`, page, ways, placeOf),
      ),
      ...(repeat
        ? {
            repeat: {
              id: repeat.id,
              min: repeat.min,
              max: repeat.max,
              titles: Array.from({ length: copies(page) }, (_, copy) =>
                (texts[`pages.${id}.item`] ?? '{number}').replace('{number}', String(copy + 1)),
              ),
            },
          }
        : {}),
    };
  });

  function paperField(
    { definition: field, kind, when, checks }: CompiledField,
    number: string,
    page: CompiledPage,
    { goOn }: Jumps,
    placeName: (index: number) => string,
  ): PaperField {
    const control = kind.paper(field, language, textContext);
    const use = control.kind === 'enclose' ? 'enclose' : control.kind === 'confirm' ? 'confirm' : 'fill';
    const impossible = impossibleOptions(
      checks,
      field.id,
      (check) => texts[`fields.${field.id}.checks.${check}`],
    );
    const hints = [
      texts[`fields.${field.id}.hint`] ?? texts[`fields.${field.id}.pattern`] ?? '',
      // Where options are written, not ticked, nothing can stand beside them.
      ...(control.kind === 'ticks'
        ? []
        : Object.entries(impossible).map(
            ([option, why]) => `${words.quote(kind.toText(option, field, language, textContext))}: ${why}`,
          )),
    ];
    return {
      id: field.id,
      number,
      label: texts[`fields.${field.id}.label`] ?? field.id,
      hint: hints.filter((hint) => hint !== '').join(' '),
      optional: field.optional === true,
      control,
      ...(when ? { only: conditionText(readCondition(when.source), use, language, places(page)) } : {}),
      beside:
        control.kind === 'ticks'
          ? {
              ...Object.fromEntries(
                [...(goOn.get(field) ?? [])].map(([option, target]) => [
                  option,
                  filled(words.goOn, { place: placeName(target) }),
                ]),
              ),
              ...impossible,
            }
          : {},
    };
  }
}

/** Options that a check of the field rules out by itself, with the text of that check. */
function impossibleOptions(
  checks: CompiledField['checks'],
  id: string,
  text: (check: string) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    checks.flatMap(({ id: check, that }) => {
      const condition = readCondition(that.source);
      if (condition.kind !== 'oneOf' || !condition.negated || condition.ref.field !== id) return [];
      return condition.values.map((value) => [
        typeof value === 'boolean' ? (value ? 'yes' : 'no') : value,
        text(check) ?? '',
      ]);
    }),
  );
}

const askedFields = (page: CompiledPage): CompiledField[] =>
  page.fields.filter((field) => field.definition.type !== 'calculated');

/** As many copies as most people need; more are written on another sheet. */
function copies({ definition: { repeat, fields } }: CompiledPage): number {
  if (!repeat) return 1;
  const usual = fields.length <= 3 ? 6 : fields.length <= 7 ? 3 : 2;
  return Math.min(repeat.max, Math.max(usual, repeat.min));
}

/** How conditions name fields and questions; fields of the same page come first where an id is used twice. */
function namedPlaces(
  pages: readonly CompiledPage[],
  language: Language,
  context: TextContext,
): (page: CompiledPage) => NamedPlaces {
  const name = (page: CompiledPage, { definition: field, kind }: CompiledField): NamedField => {
    const position = askedFields(page).findIndex((each) => each.definition === field);
    const control = kind.paper(field, language, context);
    const label = context.text(`fields.${field.id}.label`) ?? field.id;
    return {
      place: position < 0 ? paperWords[language].quote(label) : `${pages.indexOf(page) + 1}.${position + 1}`,
      ticked: control.kind === 'ticks' || control.kind === 'confirm',
      valueText: (value) =>
        kind.toText(field.type === 'multichoice' ? [value] : value, field, language, context),
    };
  };
  const find = (within: readonly CompiledPage[], { field }: FieldRef) => {
    for (const page of within) {
      const found = page.fields.find((each) => each.definition.id === field);
      if (found) return name(page, found);
    }
    return undefined;
  };
  return (page) => ({
    field: (ref) => find([page], ref) ?? find(pages, ref),
    page: (id) => {
      const index = pages.findIndex(({ definition }) => definition.id === id || definition.repeat?.id === id);
      return index < 0 ? undefined : String(index + 1);
    },
  });
}
