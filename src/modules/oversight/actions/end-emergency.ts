// The data protection officer ends an emergency access before its time.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { endEmergency } from '../../policy/index.ts';
import { looksAt } from '../queries/emergency-overview.ts';

/** One that has ended by itself meanwhile stays as it is. */
export async function endEmergencyOf(app: App, actor: StaffActor, id: string): Promise<void> {
  await transact(app, actor, async (tx) => {
    const ended = await endEmergency(tx, actor, id, 'dpo');
    await tx.recordAccess(...(ended ? looksAt([ended]) : []));
  });
}
