// A rule in words, away from paper: «Nur wenn bei «Rasse» mindestens einmal «Rottweiler» steht», with labels instead of numbers.
import { compileService, type CompiledField } from '../definition/compiled-service.ts';
import type { Language, ServiceDefinition } from '../definition/schema.ts';
import type { Lists, TextContext } from '../fields/field-kind.ts';
import type { FieldRef } from './condition.ts';
import { conditionText, type ConditionText } from './condition-words.ts';
import { paperWords } from './paper-words.ts';
import { readCondition } from './read-condition.ts';

/** @param rule FEEL of the definition: when a page is asked, when the program decides at once */
export function ruleInWords(
  definition: ServiceDefinition,
  language: Language,
  context: { lists: Lists },
  rule: string,
): ConditionText {
  const { pages } = compileService(definition);
  const texts = definition.texts[language];
  const textContext: TextContext = { lists: context.lists, text: (key) => texts[key] };
  const { quote } = paperWords[language];
  const named = (label: string) => quote(label.replace(/[.:\s]+$/, ''));
  const find = ({ field, repeat }: FieldRef): CompiledField | undefined =>
    pages
      .filter((page) => repeat === undefined || page.definition.repeat?.id === repeat)
      .flatMap((page) => page.fields)
      .find((each) => each.definition.id === field);
  return conditionText(readCondition(rule), 'hold', language, {
    field: (ref) => {
      const found = find(ref);
      if (!found) return undefined;
      const { definition: field, kind } = found;
      return {
        place: named(texts[`fields.${field.id}.label`] ?? field.id),
        ticked: false,
        valueText: (value) =>
          kind.toText(field.type === 'multichoice' ? [value] : value, field, language, textContext),
      };
    },
    page: (id) => {
      const page = pages.find((each) => each.definition.id === id || each.definition.repeat?.id === id);
      return page && named(texts[`pages.${page.definition.id}.nav`] ?? page.definition.id);
    },
  });
}
