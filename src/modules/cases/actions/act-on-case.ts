// Acts on a case: the lifecycle says whether it may be done now, everything else follows in the same transaction.
import {
  actionsFor,
  lifecycleOf,
  transition,
  type LetterId,
  type LifecycleAction,
  type ProcessId,
} from '../../../engine/index.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { purposeOf } from '../legal-basis.ts';
import { isOwnMatter, lacksCertificate, standingIn, type Answer, type Standing } from '../../policy/index.ts';
import { endAppeal } from '../appeals/end-appeal.ts';
import { actAsOwner, rightsOf, seeCase } from '../permissions.ts';
import { settleByWithdrawal } from '../queries/corrected-values.ts';
import { loadMatter, type Matter } from '../queries/load-matter.ts';
import { content } from '../queries/withhold.ts';
import { checkInput } from './check-input.ts';
import { applyEffects, saveMatter } from './apply-effects.ts';

export interface CaseAction {
  ref: string;
  action: string;
  input: Record<string, unknown>;
  /** The revision that the caller has seen; another one means that something has changed since. Who has seen none may do nothing. */
  revision: number;
  /** Of what is said about faults. */
  language: Language;
}

/** Actions the actor may take now, with the JSON Schema of their input. */
export function possibleActions(
  app: App,
  actor: Actor,
  matter: Matter,
  use: ProcessId,
  standing: Standing | undefined,
): LifecycleAction[] {
  const lifecycle = lifecycleOf(use);
  if (actAsOwner.allows(actor, rightsOf(app, matter), app))
    return actionsFor(lifecycle, matter.state, 'person');
  if (!standing) return [];
  // Taking over what one has already, or giving back what one has not, would only confuse.
  return actionsFor(lifecycle, matter.state, 'staff').filter(
    (each) =>
      answerTo(standing, each.id).allowed &&
      (each.id !== 'take' || matter.assigneeId !== (actor.kind === 'staff' ? actor.id : null)) &&
      (each.id !== 'release' || matter.assigneeId !== null),
  );
}

/** Giving a case back shows nothing of it, so that a colleague can take it; everything else needs what it holds. */
function answerTo(standing: Standing, action: string): Answer {
  if (action === 'release') return standing.state('release');
  return standing.may(action === 'take' ? 'take' : 'act', content);
}

/**
 * @returns the new state and revision
 * @throws Fault NOT_FOUND where the actor may not see the case, CERTIFICATE_NEEDED, OWN_MATTER (403), REVISION_CONFLICT,
 *   CASE_ACTION_NOT_ALLOWED (409), CASE_INPUT_INVALID (422) with pointers
 */
export async function actOnCase(
  app: App,
  actor: Actor,
  request: CaseAction,
): Promise<{ state: string; revision: number }> {
  return transact(app, actor, async (tx) => {
    const matter = await loadMatter(tx, request.ref, true);
    if (!matter) throw new Fault('NOT_FOUND');
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    // In this transaction: what has ended since the page was made does not count.
    const standing =
      actor.kind === 'staff' ? await standingIn(app, tx.db, actor, matter, definition) : undefined;
    if (!seeCase.allows(actor, rightsOf(app, matter, standing), app)) throw new Fault('NOT_FOUND');
    const answer = standing && answerTo(standing, request.action);
    if (answer && isOwnMatter(answer)) throw new Fault('OWN_MATTER');
    if (answer && lacksCertificate(answer)) throw new Fault('CERTIFICATE_NEEDED');
    const possible = possibleActions(app, actor, matter, definition.process.use, standing).find(
      (each) => each.id === request.action,
    );
    if (request.revision !== matter.revision) throw new Fault('REVISION_CONFLICT');
    if (!possible)
      throw new Fault('CASE_ACTION_NOT_ALLOWED', { state: matter.state, action: request.action });
    checkInput(possible, request.input, request.language);
    const by = actor.kind === 'staff' ? 'staff' : 'person';
    const result = transition(
      lifecycleOf(definition.process.use),
      { state: matter.state },
      request.action,
      by,
      request.input,
    );
    if ('fault' in result)
      throw new Fault('CASE_ACTION_NOT_ALLOWED', { state: matter.state, action: request.action });

    const before = matter.state;
    matter.state = result.state;
    if (request.action === 'take' && actor.kind === 'staff') matter.assigneeId = actor.id;
    if (request.action === 'release') matter.assigneeId = null;
    const words = wordsOf(request.input);
    if (result.final) {
      matter.outcome = {
        action: request.action,
        reasons: words.reasons,
        conditions: words.conditions,
        by: actor.kind === 'staff' ? 'staff' : 'person',
        staffId: actor.kind === 'staff' ? actor.id : null,
        at: app.clock.now().toISOString(),
      };
    }
    await applyEffects(tx, matter, result.effects, words);
    if (request.action === 'withdraw') await settleByWithdrawal(tx, matter.ref);
    if (result.final && definition.process.use === 'appeal') await endAppeal(tx, matter, words.reasons);
    await saveMatter(tx, matter, {
      action: request.action,
      fromState: before,
      input: request.input,
      closed: result.final,
    });
    const byMandate = actor.kind === 'person' && actor.acting !== undefined;
    if (actor.kind === 'staff' || byMandate) {
      await tx.recordAccess({
        kind: 'change',
        subject: matter.ownerId,
        fields: ['history'],
        ...purposeOf(
          definition,
          answer?.purpose === 'emergency' ? 'emergency' : byMandate ? 'by-mandate' : 'case-handling',
        ),
        caseRef: matter.ref,
      });
    } else tx.ownData();
    const decided = result.final && request.action !== 'withdraw';
    await tx.emit({
      type: decided ? 'case.decided' : `case.${eventOf[request.action] ?? request.action}`,
      subject: matter.ref,
      data: { service: matter.serviceId, state: matter.state, by, action: request.action },
    });
    return { state: matter.state, revision: matter.revision };
  });
}

/** The letter that an action would send, for its preview. */
export function letterOf(use: ProcessId, action: string): LetterId | undefined {
  const effects = lifecycleOf(use).transitions.find((each) => each.action === action)?.effects ?? [];
  return effects.find((each) => each.kind === 'letter')?.letter;
}

/** Events are named in the past tense. */
const eventOf: Record<string, string> = {
  take: 'taken',
  release: 'released',
  ask: 'question-asked',
  reply: 'question-answered',
  withdraw: 'withdrawn',
};

function wordsOf(input: Record<string, unknown>): {
  reasons: string;
  conditions: string[];
  question: string;
} {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  return {
    reasons: text(input['reasons']),
    conditions: Array.isArray(input['conditions'])
      ? input['conditions'].map(text).filter((each) => each !== '')
      : [],
    question: text(input['question']),
  };
}
