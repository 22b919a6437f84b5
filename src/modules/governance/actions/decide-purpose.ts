// The data protection officer decides whether a risky purpose may be worked for.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { digestOf } from '../assessment/declaration.ts';
import { currentDeclaration, type Outcome } from '../assessment/standing.ts';

export interface GivenDecision {
  outcome: Outcome;
  reason: string;
  /** Only with `conditional`. */
  conditions: string | null;
  /** Not with `refused`. */
  validUntil: string | null;
  /** Hexadecimal digest of the declaration that was shown. */
  digest: string;
}

/** @throws Fault REVISION_CONFLICT when the declaration is no longer the one that was shown */
export async function decidePurpose(
  app: App,
  actor: StaffActor,
  service: ServiceDefinition,
  given: GivenDecision,
): Promise<void> {
  const declaration = currentDeclaration(app, service);
  const digest = digestOf(declaration);
  if (digest.toString('hex') !== given.digest) throw new Fault('REVISION_CONFLICT');
  await transact(app, actor, async (tx) => {
    await tx.db
      .insertInto('governance.decision')
      .values({
        service_id: service.id,
        outcome: given.outcome,
        reason: given.reason,
        conditions: given.conditions,
        valid_until: given.validUntil,
        declaration: canonicalJson(declaration),
        digest,
        decided_at: app.clock.now(),
        decided_by: actor.id,
      })
      .execute();
    await tx.emit({ type: 'purpose.decided', subject: service.id, data: { outcome: given.outcome } });
  });
}
