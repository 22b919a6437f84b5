// participation.opinion-map: makes the map of a deliberation anew when votes have changed, never when a page is opened.
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { App } from '../../../../kernel/app.ts';
import { allProcesses } from '../../queries/processes.ts';
import { computeMap } from './snapshot.ts';

const Queued = Type.Object({ process: Type.String() });
/** Or an event of moderation. */
const Payload = Type.Union([Queued, Type.Object({ data: Queued })]);

/** Running twice gives the same map. */
export async function mapJob(app: App, payload: unknown): Promise<void> {
  const wanted = Value.Parse(Payload, payload);
  const { process } = 'data' in wanted ? wanted.data : wanted;
  if (allProcesses(app).find(({ id }) => id === process)?.kind === 'deliberation')
    await computeMap(app, process);
}
