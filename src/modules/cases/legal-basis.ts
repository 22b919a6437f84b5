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

/** What a case is used for: handled by staff on the law of the service, or as the person's mandate says. */
export function purposeOf(
  definition: ServiceDefinition,
  byMandate: boolean,
): { purpose: string; legalBasis?: string } {
  return byMandate
    ? { purpose: `by-mandate|${definition.id}` }
    : { purpose: `case-handling|${definition.id}`, legalBasis: legalBasisOf(definition) };
}
