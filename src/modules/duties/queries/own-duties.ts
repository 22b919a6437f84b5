// Somebody's duties with what is done of them: submitted with the service that fulfils one, or ticked off by hand.
import { addMonths, type Facts } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import { submittedSince, type SubmittedMatter } from '../../cases/index.ts';
import { maySeeDuty } from '../permissions.ts';
import { dutiesFor, type OwnDuty } from './duties.ts';

export interface KeptDuty extends OwnDuty {
  done: { by: 'case'; day: string; ref: string } | { by: 'hand'; day: string } | undefined;
}

/** Key of what is done: of a duty with a day this day, not the one after it. */
export const occurrenceOf = ({ due }: Pick<OwnDuty, 'due'>): string => due?.nominal ?? 'none';

/** Cases of the last years that may fulfil something; outside of any transaction. */
export async function fulfilling(app: App, actor: PersonActor, facts: Facts): Promise<SubmittedMatter[]> {
  const own = dutiesFor(app, facts).filter(({ duty }) => maySeeDuty(actor, duty));
  const services = new Set(own.flatMap(({ duty }) => duty.service ?? []));
  const since = own.map(({ due }) => sinceOf(app, due?.since)).sort()[0] ?? app.clock.today();
  return submittedSince(app, actor, [...services], new Date(`${since}T00:00:00Z`));
}

/** What has no day counts as done for a year. */
const sinceOf = (app: App, since: string | undefined) => since ?? addMonths(app.clock.today(), -12);

/** Reads marks in the caller's scope. */
export async function keptDuties(
  app: App,
  db: Database,
  actor: PersonActor,
  facts: Facts,
  submitted: readonly SubmittedMatter[],
): Promise<KeptDuty[]> {
  const marks = await db
    .selectFrom('duties.mark')
    .select(['duty', 'occurrence', 'marked_at'])
    .where('account_id', '=', actor.id)
    .execute();
  return dutiesFor(app, facts)
    .filter(({ duty }) => maySeeDuty(actor, duty))
    .map((own): KeptDuty => {
      const since = sinceOf(app, own.due?.since);
      const matter = fulfilsBySubmitting(own)
        ? submitted.find(
            (each) => each.serviceId === own.duty.service && dayInSwitzerland(each.submittedAt) >= since,
          )
        : undefined;
      const mark = marks.find(
        (each) =>
          each.duty === own.duty.id &&
          each.occurrence === occurrenceOf(own) &&
          (own.due !== undefined || dayInSwitzerland(each.marked_at) >= since),
      );
      const done = matter
        ? { by: 'case' as const, day: dayInSwitzerland(matter.submittedAt), ref: matter.ref }
        : mark && { by: 'hand' as const, day: dayInSwitzerland(mark.marked_at) };
      return { ...own, done };
    });
}

/** A bill is not paid, and a dog not insured, by registering it. */
const fulfilsBySubmitting = ({ duty }: OwnDuty): boolean =>
  !duty.helpsOnly && (!('open' in duty.due) || duty.due.open === 'threshold');
