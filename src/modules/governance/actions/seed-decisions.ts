// The demonstration's decisions: its data protection officer has approved every risky service, as real rows. Nowhere else is anything approved.
import type { App } from '../../../kernel/app.ts';
import { services, text } from '../../catalogue/index.ts';
import { demoActor } from '../../identity/index.ts';
import { digestOf } from '../assessment/declaration.ts';
import { currentDeclaration, lastDecisions } from '../assessment/standing.ts';
import { governanceTexts } from '../governance-texts.ts';
import { decidePurpose } from './decide-purpose.ts';

const officer = 'dpo-jonas';

/** Idempotent: a service that has a decision, whichever, gets none. */
export async function seedDecisions(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const decided = await lastDecisions(app.db);
  const risky = services(app).filter(
    (service) => !decided.has(service.id) && currentDeclaration(app, service).risks.length > 0,
  );
  if (risky.length === 0) return;
  const actor = await demoActor(app, officer);
  if (actor.kind !== 'staff') throw new Error(`${officer} is not staff`);
  const [year = ''] = app.clock.today().split('-');
  for (const service of risky)
    await decidePurpose(app, actor, service, {
      outcome: 'approved',
      reason: governanceTexts('de')('seed.reason', { service: text(service, 'de', 'title') }),
      conditions: null,
      validUntil: `${Number(year) + 3}-12-31`,
      digest: digestOf(currentDeclaration(app, service)).toString('hex'),
    });
}
