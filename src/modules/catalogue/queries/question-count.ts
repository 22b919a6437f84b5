// How much a service asks.
import { effortOf, type ServiceDefinition } from '../../../engine/index.ts';

/** How many fields may be asked, and how many of them the canton may know already. */
export function questionCount(service: ServiceDefinition): { asked: number; known: number } {
  const { asked, known } = effortOf(service);
  return { asked, known };
}
