// What every page of a form needs: the draft, its definition, and what the engine says of the answers so far.
import {
  needsRequest,
  type AnswerFault,
  type Evaluation,
  type FormWords,
  type ServiceDefinition,
} from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { Taken } from '../../appointments/index.ts';
import { contextOf, requireServiceVersion } from '../../catalogue/index.ts';
import { refreshKnown } from '../actions/refresh-known.ts';
import { formAddress } from '../form-path.ts';
import { openDraft, type Draft } from '../queries/draft.ts';
import { evaluateDraft } from '../queries/evaluate-draft.ts';
import { sourcedFields } from '../queries/sourced-fields.ts';
import { typedInstead } from '../queries/typed-instead.ts';
import { visitorOf, type Holder } from '../visitor.ts';

export interface FormSession {
  holder: Holder;
  draft: Draft;
  definition: ServiceDefinition;
  /** Of a visitor without the faults of what a register may say once they have signed in. */
  evaluation: Evaluation;
  /** Pointers of the fields that are asked as the answers are now. */
  asked: ReadonlySet<string>;
  /** In which words the form is filled in. */
  words: FormWords;
  /** Slots that are booked out now. */
  taken: Taken;
  /** What was typed before a register said something else, by field. */
  typedInstead: ReadonlyMap<string, unknown>;
  /** Fields that a visitor may leave empty, because a register may know them. */
  later: ReadonlySet<string>;
  /** Address of the form: `/leistungen/hund-anmelden/formular`. */
  base: string;
}

/** @throws Fault FORBIDDEN for staff and visitors; the routes let only people in */
export function personOf(request: Request): PersonActor {
  if (request.actor.kind !== 'person') throw new Fault('FORBIDDEN');
  return request.actor;
}

/** Undefined for a visitor who has begun nothing. @throws Fault FORBIDDEN for staff; the routes don't let them in */
function holderOf(request: Request): Holder | undefined {
  return request.actor.kind === 'anonymous' ? visitorOf(request) : personOf(request);
}

/**
 * The holder's open draft for the service in the address; undefined when there is none.
 * @param use `show`: what registers say is asked again where that is due; `send`: only what may no longer be kept
 */
export async function formSession(request: Request, use?: 'show' | 'send'): Promise<FormSession | undefined> {
  const holder = holderOf(request);
  const draft = holder && (await openDraft(request.app, holder, request.params['id'] ?? ''));
  if (!draft) return undefined;
  if (holder.kind !== 'person' || use === undefined) return sessionOf(request, holder, draft);
  const definition = await requireServiceVersion(request.app, draft.serviceId, draft.serviceVersion);
  const options = { silentToo: use === 'show' };
  const who = { person: holder, changer: holder };
  const fresh = await refreshKnown(request.app, who, definition, draft, options);
  return sessionOf(request, holder, fresh);
}

/** Where «Speichern und später weiter» leads: an account lists its drafts, a visitor's page says how to come back. */
export const laterAddress = ({ holder, base }: FormSession) => (holder.kind === 'person' ? '/konto' : base);

export async function sessionOf(request: Request, holder: Holder, draft: Draft): Promise<FormSession> {
  const definition = await requireServiceVersion(request.app, draft.serviceId, draft.serviceVersion);
  const { evaluation, asked, taken } = await evaluateDraft(request.app, definition, draft);
  const words = { lists: contextOf(request.app, definition).lists, language: request.language };
  const later = new Set(
    holder.kind === 'anonymous'
      ? sourcedFields(definition)
          // What is read only on request may never be: it is typed.
          .filter(({ source }) => !needsRequest(source))
          .map((field) => field.id)
      : [],
  );
  const mayWait = (fault: AnswerFault) => fault.code === 'REQUIRED' && later.has(fault.pointer.slice(1));
  return {
    holder,
    draft,
    definition,
    evaluation: { ...evaluation, faults: evaluation.faults.filter((fault) => !mayWait(fault)) },
    asked,
    typedInstead: typedInstead(request.app, definition, draft),
    later,
    words,
    taken,
    base: formAddress(draft.serviceId),
  };
}
