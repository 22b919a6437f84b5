// What the answers of a draft amount to so far, for whoever fills it in: whoever decides, too, as it would be if sent now.
import type { Evaluation, ServiceDefinition } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';
import { takenSlots, type Taken } from '../../appointments/index.ts';
import { evaluateService } from '../../catalogue/index.ts';
import { mergedAnswers, saidByRegisters, type Draft } from './draft.ts';
import { appointmentsOf } from './slots-in.ts';
import { withProof } from './with-proof.ts';

export interface EvaluatedDraft {
  evaluation: Evaluation;
  /** Pointers of the fields that are asked as the answers are now. */
  asked: ReadonlySet<string>;
  /** Slots that are booked out now. */
  taken: Taken;
}

export async function evaluateDraft(
  app: App,
  definition: ServiceDefinition,
  draft: Draft,
): Promise<EvaluatedDraft> {
  const asked = new Set<string>();
  const taken = await takenSlots(app, app.db, appointmentsOf(definition));
  const evaluation = evaluateService(app, definition, mergedAnswers(draft), {
    taken,
    trace: { field: (pointer) => void asked.add(pointer) },
  });
  const { channel, identification } = draft;
  const provenance = { known: saidByRegisters(draft), channel, identification };
  return { evaluation: withProof(app, definition, provenance, evaluation), asked, taken };
}
