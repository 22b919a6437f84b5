// The guided pages of life events.
import { perApp, type App } from '../../../kernel/app.ts';
import type { Guide } from '../guides/guide.ts';

export const guidesOf = perApp<ReadonlyMap<string, Guide>>('The guides of life events');

export function guideOf(app: App, lifeEvent: string): Guide | undefined {
  return guidesOf.of(app).get(lifeEvent);
}
