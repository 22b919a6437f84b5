// JSON Schema 2020-12 of a service's answers: what the API publishes, generated from the definition.
import { compileService, type CompiledPage } from './definition/compiled-service.ts';
import type { ServiceDocument } from './definition/schema.ts';
import type { JsonSchema, Lists } from './fields/field-kind.ts';

/**
 * The schema says the shape of every answer. What depends on other answers (the path, conditions, checks) it can't say:
 * so only what is always asked is required, and `evaluate` is the judge.
 * @param language of titles, when the service has texts
 */
export function answersSchema(
  service: ServiceDocument & { texts?: Record<string, Record<string, string>> },
  lists: Lists,
  language = 'de',
): JsonSchema {
  const texts = service.texts?.[language] ?? {};
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const page of compileService(service).pages) {
    const { repeat, id } = page.definition;
    const always = page.when === undefined;
    const fields = fieldSchemas(page, lists, texts);
    if (repeat) {
      properties[repeat.id] = {
        title: texts[`pages.${id}.nav`] ?? repeat.id,
        type: 'array',
        minItems: repeat.min,
        maxItems: repeat.max,
        items: {
          type: 'object',
          properties: fields.properties,
          required: fields.required,
          additionalProperties: false,
        },
      };
      if (always && repeat.min > 0) required.push(repeat.id);
    } else {
      Object.assign(properties, fields.properties);
      if (always) required.push(...fields.required);
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: texts['title'] ?? service.id,
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  };
}

function fieldSchemas(
  page: CompiledPage,
  lists: Lists,
  texts: Record<string, string>,
): { properties: Record<string, JsonSchema>; required: string[] } {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const { definition: field, kind, when } of page.fields) {
    const hint = texts[`fields.${field.id}.hint`];
    properties[field.id] = {
      title: texts[`fields.${field.id}.label`] ?? field.id,
      ...(hint === undefined ? {} : { description: hint }),
      ...kind.schema(field, { lists }),
    };
    if (when === undefined && !field.optional && field.type !== 'calculated') required.push(field.id);
  }
  return { properties, required };
}
