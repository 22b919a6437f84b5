// How many services wait for the data protection officer's decision.
import type { App } from '../../../kernel/app.ts';
import { services } from '../../catalogue/index.ts';
import { currentDeclaration, isOpen, lastDecisions, standingBy } from '../assessment/standing.ts';

export async function waitingForDecision(app: App): Promise<number> {
  const last = await lastDecisions(app.db);
  return services(app).filter(
    (service) => !isOpen(standingBy(app, currentDeclaration(app, service), last.get(service.id))),
  ).length;
}
