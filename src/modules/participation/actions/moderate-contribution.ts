// Moderation: hides a contribution with a rule and a reason, or shows it; the author is told and may appeal once.
import type { Actor, PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import type { ModerationRule } from '../moderation-rules.ts';
import { countContribution } from './contribute.ts';

type Step =
  | { step: 'hide'; rule: ModerationRule; reason: string }
  | { step: 'publish' | 'appeal' | 'withdraw'; reason: string };

interface Held {
  id: string;
  process: string;
  act: string;
  anchor: string;
  state: string;
  account: string | null;
}

async function hold(tx: Transaction, id: string): Promise<Held> {
  const row = await tx.db
    .selectFrom('participation.contribution as c')
    .leftJoin('participation.participant as participant', 'participant.author_id', 'c.author_id')
    .select(['c.id', 'c.process_id as process', 'c.act', 'c.anchor', 'c.state'])
    .select('participant.account_id as account')
    .where('c.id', '=', id)
    .where('c.listed', '=', true)
    .forUpdate('c')
    .executeTakeFirst();
  if (!row) throw new Fault('NOT_FOUND');
  return row;
}

const states = { hide: 'hidden', publish: 'published', withdraw: 'withdrawn' } as const;

/** State, log and count in step. */
async function take(tx: Transaction, held: Held, step: Step): Promise<void> {
  const { id } = await tx.db
    .insertInto('participation.moderation')
    .values({
      process_id: held.process,
      contribution_id: held.id,
      step: step.step,
      rule: step.step === 'hide' ? step.rule : null,
      reason: step.reason,
      at: tx.app.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const data = { process: held.process, step: id };
  if (step.step === 'appeal') return tx.emit({ type: 'contribution.appealed', subject: held.id, data });
  const state = states[step.step];
  await tx.db.updateTable('participation.contribution').set({ state }).where('id', '=', held.id).execute();
  await tx.emit({ type: `contribution.${state}`, subject: held.id, data });
  if (state === 'published') await countContribution(tx, held, 1);
  else if (held.state === 'published') await countContribution(tx, held, -1);
}

/**
 * By moderation.
 * @throws Fault NOT_FOUND, MODERATION_NOT_POSSIBLE where it is so already or the author has withdrawn it
 */
export async function moderateContribution(
  app: App,
  actor: Actor,
  id: string,
  step: Extract<Step, { step: 'hide' }> | { step: 'publish'; reason: string },
): Promise<void> {
  await transact(app, actor, async (tx) => {
    const held = await hold(tx, id);
    const from = step.step === 'hide' ? ['published', 'waiting'] : ['hidden', 'waiting'];
    if (!from.includes(held.state)) throw new Fault('MODERATION_NOT_POSSIBLE');
    await recordFor(tx, held.account);
    await take(tx, held, step);
  });
}

/** By the author: appeal against being hidden, once; or withdraw. @throws Fault NOT_FOUND, MODERATION_NOT_POSSIBLE */
export async function stepOfAuthor(
  app: App,
  actor: PersonActor,
  id: string,
  step: 'appeal' | 'withdraw',
  reason: string,
): Promise<void> {
  await transact(app, actor, async (tx) => {
    tx.ownData();
    const held = await hold(tx, id);
    if (held.account !== actor.id) throw new Fault('NOT_FOUND');
    const from = step === 'appeal' ? ['hidden'] : ['published', 'waiting'];
    if (!from.includes(held.state)) throw new Fault('MODERATION_NOT_POSSIBLE');
    if (step === 'appeal') {
      const before = await tx.db
        .selectFrom('participation.moderation')
        .select('id')
        .where('contribution_id', '=', id)
        .where('step', '=', 'appeal')
        .executeTakeFirst();
      if (before) throw new Fault('MODERATION_NOT_POSSIBLE');
    }
    await take(tx, held, { step, reason });
  });
}

/** Whose contribution staff have used; nobody's where the account is forgotten or a code was used. */
export async function recordFor(tx: Transaction, account: string | null): Promise<void> {
  if (account === null) return tx.recordAccess();
  await tx.recordAccess({
    kind: 'change',
    subject: account,
    fields: ['contribution'],
    purpose: 'participation',
  });
}
