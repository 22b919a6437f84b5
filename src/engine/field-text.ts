// One value as people read it, outside a summary: what a register knows, an entry in a list.
import { compileService } from './definition/compiled-service.ts';
import type { FieldDefinition, Language, ServiceDefinition } from './definition/schema.ts';
import type { Lists } from './fields/field-kind.ts';

/** The text of a value of the field; '' when the field is not the definition's own. Never throws for JSON values. */
export function fieldText(
  definition: ServiceDefinition,
  field: FieldDefinition,
  value: unknown,
  language: Language,
  lists: Lists,
): string {
  const kind = compileService(definition)
    .pages.flatMap((page) => page.fields)
    .find((each) => each.definition === field)?.kind;
  const texts = definition.texts[language];
  return kind?.toText(value, field, language, { lists, text: (key) => texts[key] }) ?? '';
}
