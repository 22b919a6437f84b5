// Who decides, beyond what the rules say: only what a register has said can be decided by the program alone.
import { addWorkingDays, type Evaluation, type ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { sourcedFields } from './sourced-fields.ts';

export interface Provenance {
  /** Field id -> what a register says; without what the person has said otherwise. */
  known: Record<string, unknown>;
  /** How a clerk made sure who it is; absent or null where the person signed in. */
  identification?: string | null;
  channel: string;
}

/**
 * Nothing is decided at once on a value that should be proven or backed and is only stated, for someone whom a clerk
 * could not identify, or where a signature was only spoken of on the telephone: then staff look at it.
 */
export function withProof(
  app: App,
  definition: ServiceDefinition,
  { known, identification, channel }: Provenance,
  evaluation: Evaluation,
): Evaluation {
  if (evaluation.decision !== 'at-once') return evaluation;
  const unproven = sourcedFields(definition).some(
    ({ id, proven, backed }) =>
      (proven || backed) && Object.hasOwn(evaluation.answers, id) && !Object.hasOwn(known, id),
  );
  const unsigned =
    channel === 'phone' &&
    definition.pages.some((page) =>
      page.fields.some(({ type, id }) => type === 'signature' && evaluation.answers[id] !== undefined),
    );
  if (!unproven && !unsigned && identification !== 'none') return evaluation;
  const { workingDays } = definition.process.promise;
  return {
    ...evaluation,
    decision: 'by-staff',
    deadline: addWorkingDays(app.clock.today(), workingDays, holidaysOf(app)),
  };
}
