// Appointments that a service asks for, and the slots that answers choose.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { WantedSlot } from '../../appointments/index.ts';

const fieldsOf = (definition: ServiceDefinition) =>
  definition.pages
    .filter((page) => page.repeat === undefined)
    .flatMap((page) => page.fields)
    .flatMap((field) =>
      field.type === 'appointment' && field.offer !== undefined ? [{ id: field.id, offer: field.offer }] : [],
    );

/** Ids of the offers that the service's appointments name. */
export const appointmentsOf = (definition: ServiceDefinition): string[] => [
  ...new Set(fieldsOf(definition).map(({ offer }) => offer)),
];

/** What the answers choose, also what turns out not to be a slot. */
export function slotsIn(definition: ServiceDefinition, answers: Record<string, unknown>): WantedSlot[] {
  return fieldsOf(definition).flatMap(({ id, offer }) => {
    const slot = Object.hasOwn(answers, id) ? answers[id] : undefined;
    return typeof slot === 'string' && slot !== '' ? [{ offer, slot, pointer: `/${id}` }] : [];
  });
}
