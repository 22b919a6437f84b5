// What every page of a form needs: the draft, its definition, and what the engine says of the answers so far.
import type { Evaluation, PageDefinition, ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { evaluateService, requireServiceVersion } from '../../catalogue/index.ts';
import { mergedAnswers, openDraft, type Draft } from '../queries/draft.ts';

export interface FormSession {
  actor: PersonActor;
  draft: Draft;
  definition: ServiceDefinition;
  evaluation: Evaluation;
  /** Pointers of the fields that are asked as the answers are now. */
  asked: ReadonlySet<string>;
  /** Address of the form: `/leistungen/hund-anmelden/formular`. */
  base: string;
}

export const formAddress = (serviceId: string) => `/leistungen/${serviceId}/formular`;

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
  const evaluation = evaluateService(request.app, definition, mergedAnswers(draft), {
    trace: { field: (pointer) => void asked.add(pointer) },
  });
  return { actor, draft, definition, evaluation, asked, base: formAddress(draft.serviceId) };
}

export function pageById(definition: ServiceDefinition, id: string): PageDefinition | undefined {
  return definition.pages.find((each) => each.id === id);
}

/** Pointer of a page's answers: faults of a page are those below its fields or its repeat. */
export function belongsTo(page: PageDefinition, pointer: string): boolean {
  const first = pointer.split('/')[1] ?? '';
  return page.repeat ? first === page.repeat.id : page.fields.some((field) => field.id === first);
}

/**
 * Where to go on: the first page on the path that has a fault or that the person has not confirmed yet;
 * then the summary. A page of known values only is shown once, too.
 */
export function nextAddress(session: FormSession): string {
  const { definition, draft, evaluation, base } = session;
  const open = evaluation.path.find((id) => {
    const page = pageById(definition, id);
    if (!page || !draft.visited.includes(id)) return true;
    return evaluation.faults.some((fault) => belongsTo(page, fault.pointer));
  });
  return open === undefined ? `${base}/pruefen` : `${base}/${open}`;
}
