// Services that are not online yet: described, so that people find the way that there is today.
import { perApp, type App } from '../../../kernel/app.ts';
import type { DescribedService } from '../definitions/load-described.ts';

export type { DescribedService };

export const describedOf = perApp<ReadonlyMap<string, DescribedService>>('The described services');

/** In the order of ids; none of them has a definition. */
export function describedServices(app: App): DescribedService[] {
  return [...describedOf.of(app).values()];
}

export function describedById(app: App, id: string): DescribedService | undefined {
  return describedOf.of(app).get(id);
}
