// Staff accept or reject one proposed value, with a reason. What is accepted is shown everywhere at once.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { correctableOf, other, ruleOf } from '../correctable.ts';
import { lockDirectory, publishDirectory } from '../directory.ts';
import '../errors.ts';
import { mayDecide } from '../permissions.ts';

export interface DecidedValue {
  proposal: string;
  field: string;
  accept: boolean;
  reason: string;
  /** What the page showed as the value of now: another one was not decided about. */
  seen: string;
}

/** @throws Fault NOT_FOUND, PROPOSAL_DECIDED, PROPOSAL_OVERTAKEN */
export async function decideValue(app: App, actor: StaffActor, decided: DecidedValue): Promise<void> {
  // What another process has accepted a moment ago is asked for here, not seen late.
  await app.live.refresh();
  await transact(app, actor, async (tx) => {
    const proposal = await tx.db
      .selectFrom('contact.proposal')
      .select(['id', 'kind', 'subject', 'unit', 'account_id as account'])
      .where('id', '=', decided.proposal)
      .forUpdate()
      .executeTakeFirst();
    if (!proposal || !mayDecide(app, actor, proposal.unit)) throw new Fault('NOT_FOUND');
    const value = await tx.db
      .updateTable('contact.proposed_value')
      .set({
        state: decided.accept ? 'accepted' : 'rejected',
        reason: decided.reason,
        decided_at: app.clock.now(),
        decided_by: actor.id,
      })
      .where('proposal_id', '=', proposal.id)
      .where('field', '=', decided.field)
      .where('state', '=', 'open')
      .returning('new_value as proposed')
      .executeTakeFirst();
    if (!value) throw new Fault('PROPOSAL_DECIDED');
    await tx.db
      .updateTable('contact.proposal')
      .set(({ eb }) => ({ open_values: eb('open_values', '-', 1) }))
      .where('id', '=', proposal.id)
      .execute();
    if (decided.accept && decided.field !== other) await layOver(tx, proposal, decided, value.proposed);
    // Whoever has proposed it without an account is known by nothing but an address, which nobody is shown.
    await tx.recordAccess(
      ...(proposal.account
        ? [
            {
              kind: 'read' as const,
              subject: proposal.account,
              fields: ['proposal'],
              purpose: 'directory',
            },
          ]
        : []),
    );
    await tx.emit({
      type: decided.accept ? 'proposal.accepted' : 'proposal.rejected',
      subject: proposal.id,
      data: { field: decided.field },
    });
  });
  await app.live.refresh();
}

async function layOver(
  tx: Transaction,
  proposal: { id: string; kind: string; subject: string },
  { field, seen, reason }: DecidedValue,
  proposed: string,
): Promise<void> {
  const correctable = correctableOf(tx.app, proposal.kind);
  const thing = correctable?.find(tx.app, proposal.subject);
  if (!correctable || !thing || !ruleOf(correctable, field)) throw new Fault('NOT_FOUND');
  await lockDirectory(tx.db);
  const before = await endCurrent(tx, proposal, field);
  const now = before ?? thing.inFile(field);
  if (now !== seen) throw new Fault('PROPOSAL_OVERTAKEN');
  await tx.db
    .insertInto('contact.correction')
    .values({
      kind: proposal.kind,
      subject: proposal.subject,
      field,
      file_value: thing.inFile(field),
      old_value: now,
      value: proposed,
      reason,
      proposal_id: proposal.id,
      since: tx.app.clock.now(),
    })
    .execute();
  await publishDirectory(tx.app, tx.db);
}

/** @returns what the correction that held until now said */
async function endCurrent(
  tx: Transaction,
  { kind, subject }: { kind: string; subject: string },
  field: string,
): Promise<string | undefined> {
  const ended = await tx.db
    .updateTable('contact.correction')
    .set({ ended_at: tx.app.clock.now(), ended_why: 'replaced' })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('field', '=', field)
    .where('ended_at', 'is', null)
    .returning('value')
    .executeTakeFirst();
  return ended?.value;
}
