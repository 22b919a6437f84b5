// What somebody does with their duties: state facts, tick off, be reminded, make or revoke the calendar's address. One transaction each.
import type { Facts } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { dutyById } from '../../catalogue/index.ts';
import { mayAll, maySeeDuty } from '../permissions.ts';
import { dutiesFor } from '../queries/duties.ts';
import { occurrenceOf } from '../queries/own-duties.ts';
import { factsOfRegisters, keepFacts, statedFacts } from '../queries/own-facts.ts';
import { queueReminder } from './remind.ts';

/** @throws Fault FORBIDDEN for those whose mandate covers single services */
export async function stateFacts(app: App, actor: PersonActor, facts: Facts): Promise<void> {
  if (!mayAll(actor)) throw new Fault('FORBIDDEN');
  await transact(app, actor, async (tx) => {
    await keepFacts(app, tx.db, actor.id, () => facts);
    await logChange(tx, actor);
  });
}

/** Ticks a duty off for this time, or opens it again. @throws Fault NOT_FOUND where the actor has no such duty */
export async function markDuty(
  app: App,
  actor: PersonActor,
  wanted: { duty: string; occurrence: string; done: boolean },
): Promise<void> {
  const definition = dutyById(app, wanted.duty);
  if (!definition || !maySeeDuty(actor, definition)) throw new Fault('NOT_FOUND');
  const registers = await factsOfRegisters(app, actor);
  await transact(app, actor, async (tx) => {
    if (registers.access) await tx.recordAccess(registers.access);
    await logChange(tx, actor);
    const facts = { ...registers.facts, ...(await statedFacts(app, tx.db, actor.id)) };
    const own = dutiesFor(app, facts).find(({ duty }) => duty.id === wanted.duty);
    if (!own || occurrenceOf(own) !== wanted.occurrence) throw new Fault('NOT_FOUND');
    const key = { account_id: actor.id, duty: wanted.duty, occurrence: wanted.occurrence };
    if (wanted.done)
      await tx.db
        .insertInto('duties.mark')
        .values({ ...key, marked_at: app.clock.now() })
        // What has no day is ticked off again a year later.
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'duty', 'occurrence']).doUpdateSet({ marked_at: app.clock.now() }),
        )
        .execute();
    else
      await tx.db
        .deleteFrom('duties.mark')
        .where('account_id', '=', key.account_id)
        .where('duty', '=', key.duty)
        .where('occurrence', '=', key.occurrence)
        .execute();
  });
}

/** Reminds so many days before, or not at all; what registers know now is kept, since the job does not ask them. */
export async function setReminder(
  app: App,
  actor: PersonActor,
  days: number | null,
  language: Language,
): Promise<void> {
  await keepSetting(app, actor, language, { remind_days: days }, days !== null);
}

/** Makes the secret address of the calendar; a former one ends. @returns the secret, which is nowhere else */
export async function makeCalendar(app: App, actor: PersonActor, language: Language): Promise<string> {
  const secret = newSecret();
  const made = { calendar_hash: hashOf(secret), calendar_made_at: app.clock.now() };
  await keepSetting(app, actor, language, made, true);
  return secret;
}

export async function revokeCalendar(app: App, actor: PersonActor, language: Language): Promise<void> {
  await keepSetting(app, actor, language, { calendar_hash: null, calendar_made_at: null }, false);
}

interface Change {
  remind_days?: number | null;
  calendar_hash?: Buffer | null;
  calendar_made_at?: Date | null;
}

async function keepSetting(
  app: App,
  actor: PersonActor,
  language: Language,
  change: Change,
  withRegisters: boolean,
): Promise<void> {
  if (actor.acting) throw new Fault('ACTING_NOT_HERE');
  const registers = withRegisters ? await factsOfRegisters(app, actor) : undefined;
  await transact(app, actor, async (tx) => {
    tx.ownData();
    if (registers?.access) await tx.recordAccess(registers.access);
    if (registers) await keepFacts(app, tx.db, actor.id, (stated) => ({ ...registers.facts, ...stated }));
    await tx.db
      .insertInto('duties.setting')
      .values({ account_id: actor.id, language, ...change })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ language, ...change }))
      .execute();
    // What is near already is not left to the next morning.
    if (change.remind_days) await queueReminder(tx, actor.id);
  });
}

/** Own data needs no entry; of somebody else's the person is told. */
async function logChange(tx: Transaction, actor: PersonActor): Promise<void> {
  if (!actor.acting) return tx.ownData();
  await tx.recordAccess({ kind: 'change', subject: actor.id, fields: ['duties'], purpose: 'duties' });
}
