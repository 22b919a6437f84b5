// What the counter's screen needs: the clerk's draft, its definition, what the engine says, the person and their own draft.
import type { Evaluation, FormWords, ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { mayShowOwn } from '../../../kernel/files/serve-file.ts';
import { findFile } from '../../../kernel/files/store-file.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { Taken } from '../../appointments/index.ts';
import { contextOf, requireServiceVersion, serviceById } from '../../catalogue/index.ts';
import { blockedAmong } from '../../data/index.ts';
import { accountById, personActor } from '../../identity/index.ts';
import { mayRequest } from '../actions/request-known.ts';
import { refreshKnown } from '../actions/refresh-known.ts';
import { clerkDraft } from '../queries/counter-drafts.ts';
import { draftsOf, type OwnedDraft } from '../queries/draft.ts';
import { evaluateDraft } from '../queries/evaluate-draft.ts';
import { servedUse } from '../served-use.ts';
import { clerkOf } from './counter-start.tsx';

export interface CounterSession {
  draft: OwnedDraft;
  definition: ServiceDefinition;
  /** Today's version of the service, where that is another one. */
  newer: ServiceDefinition | undefined;
  evaluation: Evaluation;
  /** Pointers of the fields that are asked as the answers are now. */
  asked: ReadonlySet<string>;
  /** In which words the form is filled in. */
  words: FormWords;
  /** Slots that are booked out now. */
  taken: Taken;
  /** Whether the person can have said that a register shall be asked which says something only on request. */
  mayRequest: boolean;
  /** Name of the person. */
  name: string;
  /** They forbid that their data is told to others. */
  blocked: boolean;
  /** Whether the scan is shown beside the fields: nothing in it may act. */
  scanShown: boolean;
  /** What the person has begun by themselves for the same service. */
  own: { id: string; updatedAt: Date } | undefined;
}

/** @throws Fault NOT_FOUND for a draft that is not this clerk's */
export async function counterSession(request: Request): Promise<CounterSession> {
  const { app } = request;
  const { draft: stored, drafts, scan } = await readLogged(request);
  const definition = await requireServiceVersion(app, stored.serviceId, stored.serviceVersion);
  const person = await personActor(app, stored.ownerId);
  const draft = await freshDraft(request, stored, definition, person);
  const { evaluation, asked, taken } = await evaluateDraft(app, definition, draft);
  const today = serviceById(app, draft.serviceId);
  const owner = await accountById(app, draft.ownerId);
  const own = drafts.find(
    (each) => each.serviceId === draft.serviceId && each.serviceVersion === draft.serviceVersion,
  );
  return {
    draft,
    definition,
    newer: today?.version === definition.version ? undefined : today,
    evaluation,
    asked,
    words: { lists: contextOf(app, definition).lists, language: request.language },
    taken,
    mayRequest: mayRequest({ person, changer: clerkOf(request) }, draft),
    name: owner?.name ?? '',
    blocked: (await blockedAmong(app, [draft.ownerId])).has(draft.ownerId),
    scanShown: Boolean(scan && mayShowOwn(scan)),
    own: own && { id: own.id, updatedAt: own.updatedAt },
  };
}

/** Registers are asked again where that is due; somebody whom the clerk could not identify they never were asked about. */
async function freshDraft(
  request: Request,
  draft: OwnedDraft,
  definition: ServiceDefinition,
  person: PersonActor,
): Promise<OwnedDraft> {
  const clerk = clerkOf(request);
  const options = { silentToo: request.method === 'GET' };
  const fresh = await refreshKnown(request.app, { person, changer: clerk }, definition, draft, options);
  return { ...fresh, ownerId: draft.ownerId };
}

/** Requests for which the person's log has its entry already: a form that is posted is read before and after. */
const logged = new WeakSet<Request>();

/** The clerk's draft with its scan, and what the person has begun; one look in the person's log for each request. */
async function readLogged(request: Request) {
  const { app } = request;
  const clerk = clerkOf(request);
  const read = await transact(app, clerk, async (tx) => {
    const draft = await clerkDraft(tx.db, clerk, request.params['draft'] ?? '');
    if (!draft) throw new Fault('NOT_FOUND');
    if (logged.has(request)) tx.impersonal('logged-before');
    else
      await tx.recordAccess({
        ...servedUse(draft.ownerId, draft.serviceId, ['name', 'answers']),
        kind: 'read',
      });
    // Somebody whom the clerk could not identify is not told what the person has begun.
    const drafts =
      draft.identification === 'none' ? [] : await draftsOf(tx.db, app.clock.now(), draft.ownerId);
    return { draft, drafts, scan: draft.scan && (await findFile(tx.db, draft.scan.id)) };
  });
  logged.add(request);
  return read;
}
