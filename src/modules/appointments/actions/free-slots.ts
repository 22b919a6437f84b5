// appointments.free: a case that was withdrawn or refused keeps no appointment; others can have its slot.
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'appointments.free' };

/** Events after which it is asked whether the slots are still needed. */
export const freeingEvents = ['case.withdrawn', 'case.decided'] as const;

/** @param payload the event: type, subject (the reference), data */
export async function freeSlots(app: App, payload: Record<string, unknown>): Promise<void> {
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  // Granted, the appointment is what comes next.
  if (payload['type'] === 'case.decided' && data['state'] !== 'rejected') return;
  const caseRef = String(payload['subject']);
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    const freed = await tx.db
      .deleteFrom('appointments.booking')
      .where('case_ref', '=', caseRef)
      .where('starts_at', '>', app.clock.now())
      .returning(['offer', 'starts_at'])
      .execute();
    if (freed.length > 0)
      await tx.emit({
        type: 'appointment.freed',
        subject: caseRef,
        data: { slots: freed.map(({ offer, starts_at }) => ({ offer, at: starts_at.toISOString() })) },
      });
  });
}
