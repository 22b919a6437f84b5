// participation.opinion-map: makes the map of a deliberation anew when votes have changed, never when a page is opened.
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { App } from '../../../../kernel/app.ts';
import { computeMap } from './snapshot.ts';

const Payload = Type.Object({ process: Type.String() });

/** Running twice gives the same map. */
export async function mapJob(app: App, payload: unknown): Promise<void> {
  await computeMap(app, Value.Parse(Payload, payload).process);
}
