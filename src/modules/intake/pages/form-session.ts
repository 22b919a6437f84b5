// What every page of a form needs: the draft, its definition, and what the engine says of the answers so far.
import type { Evaluation, FormWords, ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { takenSlots, type Taken } from '../../appointments/index.ts';
import { contextOf, evaluateService, requireServiceVersion } from '../../catalogue/index.ts';
import { formAddress } from '../form-path.ts';
import { mergedAnswers, openDraft, type Draft } from '../queries/draft.ts';
import { appointmentsOf } from '../queries/slots-in.ts';

export interface FormSession {
  actor: PersonActor;
  draft: Draft;
  definition: ServiceDefinition;
  evaluation: Evaluation;
  /** Pointers of the fields that are asked as the answers are now. */
  asked: ReadonlySet<string>;
  /** In which words the form is filled in. */
  words: FormWords;
  /** Slots that are booked out now. */
  taken: Taken;
  /** Address of the form: `/leistungen/hund-anmelden/formular`. */
  base: string;
}

/** @throws Fault FORBIDDEN for staff; the routes let only people in */
export function personOf(request: Request): PersonActor {
  if (request.actor.kind !== 'person') throw new Fault('FORBIDDEN');
  return request.actor;
}

/** The open draft of the person for the service in the address; undefined when there is none. */
export async function formSession(request: Request): Promise<FormSession | undefined> {
  const actor = personOf(request);
  const draft = await openDraft(request.app, actor, request.params['id'] ?? '');
  if (!draft) return undefined;
  return sessionOf(request, actor, draft);
}

export async function sessionOf(request: Request, actor: PersonActor, draft: Draft): Promise<FormSession> {
  const definition = await requireServiceVersion(request.app, draft.serviceId, draft.serviceVersion);
  const asked = new Set<string>();
  const taken = await takenSlots(request.app, request.app.db, appointmentsOf(definition));
  const evaluation = evaluateService(request.app, definition, mergedAnswers(draft), {
    taken,
    trace: { field: (pointer) => void asked.add(pointer) },
  });
  const words = { lists: contextOf(request.app, definition).lists, language: request.language };
  return { actor, draft, definition, evaluation, asked, words, taken, base: formAddress(draft.serviceId) };
}
