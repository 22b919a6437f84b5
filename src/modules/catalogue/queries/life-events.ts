// Life events and audiences, in their order.
import { perApp, type App } from '../../../kernel/app.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { Audience, LifeEvent } from '../definitions/load-topics.ts';
import { services } from './services.ts';

export type { Audience, LifeEvent };

export const topicsOf = perApp<{ lifeEvents: LifeEvent[]; audiences: Audience[] }>('The life events');

export function lifeEvents(app: App): LifeEvent[] {
  return topicsOf.of(app).lifeEvents;
}

export function lifeEventById(app: App, id: string): LifeEvent | undefined {
  return lifeEvents(app).find((event) => event.id === id);
}

/** Audiences that at least one service is for. */
export function audiences(app: App): Audience[] {
  const used = new Set(services(app).flatMap((service) => service.audience));
  return topicsOf.of(app).audiences.filter((audience) => used.has(audience.id));
}

/** The services of a life event, in the order of ids. */
export function servicesFor(app: App, lifeEvent: string): ServiceDefinition[] {
  return services(app).filter((service) => service.lifeEvents.includes(lifeEvent));
}
