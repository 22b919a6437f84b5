// What a submission becomes: the case as it begins, and its row.
import { lifecycleOf } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Delivery, Matter } from '../queries/load-matter.ts';
import { newCaseReference } from '../reference.ts';
import { promisedDay } from './apply-effects.ts';
import type { Submission } from './open-case.ts';

/**
 * Who came in person or on paper, or can't be told by mail that something lies in the account, gets letters by post. Of a
 * child or a company those who act for it are told.
 */
function deliveryOf({ delivery, channel, owner }: Submission): Delivery {
  if (delivery) return delivery;
  const untold = owner.email === undefined && owner.acting?.byLaw === undefined;
  return channel === 'counter' || channel === 'paper' || untold ? 'post' : 'account';
}

/** With a new reference; the promise runs where people decide. */
export function newMatter(app: App, submission: Submission): Matter {
  const { definition, evaluation, owner } = submission;
  return {
    ref: newCaseReference(app.clock.today()),
    serviceId: definition.id,
    serviceVersion: definition.version,
    state: lifecycleOf(definition.process.use).initial,
    revision: 1,
    unit: definition.owner,
    assigneeId: null,
    ownerId: owner.id,
    parties: [owner.id, ...(owner.acting ? [owner.acting.by.id] : [])],
    applicantName: submission.applicantName,
    channel: submission.channel,
    delivery: deliveryOf(submission),
    identification: submission.identification,
    language: submission.language,
    answers: evaluation.answers,
    origins: submission.origins,
    evaluation,
    outcome: null,
    submittedAt: app.clock.now(),
    due: evaluation.decision === 'at-once' ? null : promisedDay(app, definition.process.promise.workingDays),
    closedAt: null,
  };
}

/** All columns of `cases.matter`. */
export function matterRow(matter: Matter, owner: Pick<PersonActor, 'organisationId'>) {
  const origins = Object.values(matter.origins);
  return {
    ref: matter.ref,
    service_id: matter.serviceId,
    service_version: matter.serviceVersion,
    state: matter.state,
    revision: matter.revision,
    unit: matter.unit,
    assignee_id: matter.assigneeId,
    owner_id: matter.ownerId,
    organisation_id: owner.organisationId ?? null,
    applicant_name: matter.applicantName,
    channel: matter.channel,
    delivery: matter.delivery,
    identification: matter.identification,
    language: matter.language,
    answers: JSON.stringify(matter.answers),
    origins: JSON.stringify(matter.origins),
    not_asked: origins.filter((origin) => 'asOf' in origin).length,
    asked_in_silence: origins.filter((origin) => 'stated' in origin && !origin.unasked).length,
    evaluation: JSON.stringify(matter.evaluation),
    outcome: matter.outcome === null ? null : JSON.stringify(matter.outcome),
    submitted_at: matter.submittedAt,
    due: matter.due,
    closed_at: matter.closedAt,
  };
}
