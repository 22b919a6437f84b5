// How much a service asks.
import type { FieldDefinition, ServiceDefinition } from '../../../engine/index.ts';

/** How many fields may be asked, and how many of them the canton may know already. */
export function questionCount(service: ServiceDefinition): { asked: number; known: number } {
  const fields: FieldDefinition[] = service.pages.flatMap((page) => page.fields);
  const asked = fields.filter((field) => field.type !== 'calculated');
  return { asked: asked.length, known: asked.filter((field) => field.source !== undefined).length };
}
