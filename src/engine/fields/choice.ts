// One or several of given options: written in the definition or taken from a shared list of the canton.
import type { FieldDefinition, Language } from '../definition/schema.ts';
import { listOf, optionsType } from '../feel/types.ts';
import { writing, type PaperControl } from './paper-control.ts';
import {
  asTyped,
  controlValue,
  isBlankText,
  meantValue,
  type FieldKind,
  type Parsed,
  type TextContext,
} from './field-kind.ts';
import { optionIds, optionLabel, optionSet, shownOptions } from './options.ts';
import { isSearched, matchOption } from './search-options.ts';

/** More options than this fill pages: then the answer is written. */
const mostTicks = 60;

function ticks(
  field: FieldDefinition,
  language: Language,
  context: TextContext,
  several: boolean,
): PaperControl {
  const options = shownOptions(field, language, context);
  return options.length > mostTicks ? writing(several ? 2 : 1) : { kind: 'ticks', options, several };
}

/**
 * Few entries are radio buttons, some a select, more than ten a line to type in with the browser's own suggestions
 * (`search-options.ts`). Answers are always ids; what is typed and found in no list stays, with a fault.
 * WCAG: choosing never moves on by itself (3.2.2), what was typed wrongly comes back with what may be meant (3.3.3).
 * Radio buttons are a fieldset with legend (1.3.1); autofill as the definition says, such as `country` (1.3.5); no input mode.
 */
export const choiceKind: FieldKind = {
  type: 'choice',
  properties: ['options', 'list', 'autocomplete'],
  isBlank: isBlankText,
  parse(raw, field, context): Parsed {
    if (typeof raw !== 'string') return { faults: [{ code: 'TYPE' }] };
    return optionSet(field, context.lists).has(raw)
      ? { value: raw, faults: [] }
      : { faults: [{ code: 'UNKNOWN_OPTION' }] };
  },
  schema: (field, context) => ({ enum: optionIds(field, context.lists) }),
  feelType: (field, context) => optionsType(optionIds(field, context.lists)),
  toFeel: (value) => value,
  toText: (value, field, language, context) =>
    typeof value === 'string' ? optionLabel(value, field, language, context) : '',
  paper: (field, language, context) => ticks(field, language, context, false),
  fromForm(body, name, _previous, field, context) {
    const typed = controlValue(body, name);
    if (typed === undefined || !isSearched(field, context.lists)) return typed;
    const meant = meantValue(body, name, typed);
    return meant ?? matchOption(typed, field, context) ?? typed;
  },
  toForm(value, field, context) {
    const typed = asTyped(value);
    if (!isSearched(field, context.lists) || !optionSet(field, context.lists).has(typed))
      return { '': typed };
    const { language, lists, text } = context;
    const label = optionLabel(typed, field, language, { lists, text: (key) => text(key, language) });
    // Two entries with the same words could not be told apart when they come back.
    return { '': matchOption(label, field, context) === typed ? label : typed };
  },
};

/** WCAG: checkboxes in a fieldset with legend (1.3.1), each with its label (3.3.2). Nothing is typed: no input mode, no autofill. */
export const multichoiceKind: FieldKind = {
  type: 'multichoice',
  properties: ['options', 'list'],
  isBlank: (raw) => isBlankText(raw) || (Array.isArray(raw) && raw.length === 0),
  parse(raw, field, context): Parsed {
    if (!Array.isArray(raw)) return { faults: [{ code: 'TYPE' }] };
    const options = optionSet(field, context.lists);
    const chosen = new Set<unknown>();
    for (const each of raw) {
      if (typeof each !== 'string' || !options.has(each)) return { faults: [{ code: 'UNKNOWN_OPTION' }] };
      if (chosen.has(each)) return { faults: [{ code: 'DUPLICATE_OPTION' }] };
      chosen.add(each);
    }
    // In the order of the options, so that the same choice is the same answer.
    return { value: [...options].filter((option) => chosen.has(option)), faults: [] };
  },
  schema: (field, context) => ({
    type: 'array',
    items: { enum: optionIds(field, context.lists) },
    uniqueItems: true,
    minItems: 1,
  }),
  feelType: (field, context) => listOf(optionsType(optionIds(field, context.lists))),
  toFeel: (value) => value,
  toText: (value, field, language, context) =>
    Array.isArray(value)
      ? value
          .map((each) => (typeof each === 'string' ? optionLabel(each, field, language, context) : ''))
          .join(', ')
      : '',
  paper: (field, language, context) => ticks(field, language, context, true),
  fromForm(body, name) {
    const typed = Object.hasOwn(body, name) ? body[name] : undefined;
    return typed === undefined ? undefined : [typed].flat().filter((each) => each !== '');
  },
  toForm: (value) => ({ '': Array.isArray(value) ? value.map(asTyped) : [] }),
};
