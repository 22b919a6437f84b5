// How it goes: the owner says it, and so does the Fachstelle; neither can say it for the other, and nothing is overwritten.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isPublic, type Light, type Phase, type Side } from '../initiative.ts';
import { mayLead, maySteer } from '../permissions.ts';
import { holdInitiative, touch } from './take-step.ts';

export interface NewOpinion {
  /** Made with the form. */
  id: string;
  initiative: string;
  side: Side;
  phase: Phase;
  light: Light;
  words: string;
  language: Language;
}

/**
 * The owner's opinion says in which phase it is; the Fachstelle's may see it in another one, and changes nothing.
 * @throws Fault FORBIDDEN, NOT_FOUND, SENT_BEFORE when the same form was sent with something else in it
 */
export async function giveOpinion(app: App, staff: StaffActor, opinion: NewOpinion): Promise<void> {
  await transact(app, staff, async (tx) => {
    const initiative = await holdInitiative(tx, opinion.initiative);
    const may = opinion.side === 'hub' ? maySteer(app, staff) : mayLead(app, staff, initiative.unit);
    if (!may) throw new Fault('FORBIDDEN');
    const { id, side, phase, light, words, language } = opinion;
    const row = await tx.db
      .insertInto('initiatives.opinion')
      .values({
        ...{ id, side, phase, light, words, language },
        initiative_id: initiative.id,
        at: app.clock.now(),
        by_id: staff.id,
        by_name: staff.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) {
      const before = await tx.db
        .selectFrom('initiatives.opinion')
        .select(['initiative_id', 'side', 'phase', 'light', 'words'])
        .where('id', '=', id)
        .executeTakeFirst();
      const same =
        before?.initiative_id === initiative.id &&
        before.side === side &&
        before.phase === phase &&
        before.light === light &&
        before.words === words;
      if (!same) throw new Fault('SENT_BEFORE');
      return;
    }
    await touch(
      tx,
      initiative,
      'opinion',
      staff,
      side === 'owner' ? { owner_light: light, phase } : { hub_light: light },
    );
    if (!isPublic(initiative)) return;
    const moved = side === 'owner' && phase !== initiative.phase;
    await tx.emit({
      type: 'initiative.judged',
      subject: initiative.id,
      data: { opinion: id, side, light, moved },
    });
  });
}
