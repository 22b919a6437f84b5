// A value as people read it, by the type of its field.
import { fieldText, type FieldDefinition, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contextOf } from '../../catalogue/index.ts';

/** Empty text when there is no value. */
export function valueText(
  app: App,
  definition: ServiceDefinition,
  field: FieldDefinition,
  value: unknown,
  language: Language,
): string {
  if (value === undefined || value === null) return '';
  return fieldText(definition, field, value, language, contextOf(app, definition).lists);
}
