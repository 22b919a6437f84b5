// The law a service rests on, in one line, as shown to the person.
import type { ServiceDefinition } from '../../engine/index.ts';

/** `§ 5 Hundegesetz (SG 365.100)`; several joined by commas. */
export function legalBasisOf(definition: Pick<ServiceDefinition, 'legalBasis'>): string {
  return definition.legalBasis
    .map(
      (each) =>
        `${each.article ? `${each.article} ` : ''}${each.act}${each.number ? ` (${each.number})` : ''}`,
    )
    .join(', ');
}

/** Where a list names somebody because of several services: the laws of all of them, each once. */
export const legalBasesOf = (definitions: readonly Pick<ServiceDefinition, 'legalBasis'>[]): string =>
  [...new Set(definitions.map(legalBasisOf))].join('; ');

/** What a case is used for: handled by staff or opened in an emergency on the law of the service, or as the person's mandate says. */
export function purposeOf(
  definition: ServiceDefinition,
  purpose: 'case-handling' | 'emergency' | 'by-mandate',
): { purpose: string; legalBasis?: string } {
  return {
    purpose: `${purpose}|${definition.id}`,
    ...(purpose === 'by-mandate' ? {} : { legalBasis: legalBasisOf(definition) }),
  };
}
