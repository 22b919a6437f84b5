// How a service stands: not risky, or open or closed by the data protection officer's last decision.
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { grantsOf } from '../../catalogue/index.ts';
import { governanceOf } from '../governance-config.ts';
import { declarationOf, raisedSince, type Declaration, type Raise } from './declaration.ts';

export type Outcome = 'approved' | 'conditional' | 'refused';

export interface Decision {
  id: number;
  outcome: Outcome;
  reason: string;
  conditions: string | null;
  validUntil: string | null;
  decidedAt: Date;
  decidedBy: string;
  declaration: Declaration;
}

export type Standing =
  | { state: 'harmless' | 'waiting'; declaration: Declaration; decision?: undefined }
  | { state: 'open' | 'refused' | 'expired'; declaration: Declaration; decision: Decision }
  | { state: 'changed'; declaration: Declaration; decision: Decision; raised: Raise[] };

type Reads = Pick<Database, 'selectFrom'>;

export function currentDeclaration(app: App, service: ServiceDefinition): Declaration {
  return declarationOf(service, grantsOf(app), governanceOf.of(app).risk);
}

function decisions(db: Reads) {
  return db
    .selectFrom('governance.decision')
    .select([
      'id',
      'outcome',
      'reason',
      'conditions',
      'valid_until as validUntil',
      'decided_at as decidedAt',
      'decided_by as decidedBy',
      'declaration',
    ]);
}

/** The newest first. */
export async function decisionsOf(db: Reads, serviceId: string, limit = 50): Promise<Decision[]> {
  const rows = await decisions(db)
    .where('service_id', '=', serviceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows as unknown as Decision[];
}

/** The last decision for each service that has one. */
export async function lastDecisions(db: Reads): Promise<Map<string, Decision>> {
  const rows = await decisions(db)
    .select('service_id as serviceId')
    .distinctOn('service_id')
    .orderBy('service_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ serviceId, ...decision }) => [serviceId, decision as unknown as Decision]));
}

/** @param decision the last one */
export function standingBy(app: App, declaration: Declaration, decision: Decision | undefined): Standing {
  if (declaration.risks.length === 0) return { state: 'harmless', declaration };
  if (!decision) return { state: 'waiting', declaration };
  if (decision.outcome === 'refused') return { state: 'refused', declaration, decision };
  if ((decision.validUntil ?? '') < app.clock.today()) return { state: 'expired', declaration, decision };
  const raised = raisedSince(decision.declaration, declaration);
  return raised.length > 0
    ? { state: 'changed', declaration, decision, raised }
    : { state: 'open', declaration, decision };
}

export const isOpen = ({ state }: Standing): boolean => state === 'harmless' || state === 'open';

/** Asks the database only where the purpose is risky. */
export async function standingOf(app: App, db: Reads, service: ServiceDefinition): Promise<Standing> {
  const declaration = currentDeclaration(app, service);
  const [last] = declaration.risks.length === 0 ? [] : await decisionsOf(db, service.id, 1);
  return standingBy(app, declaration, last);
}

/** @throws Fault PURPOSE_CLOSED for a risky purpose without a decision that opens it */
export async function requireOpenPurpose(app: App, db: Reads, service: ServiceDefinition): Promise<void> {
  if (!isOpen(await standingOf(app, db, service))) throw new Fault('PURPOSE_CLOSED');
}
