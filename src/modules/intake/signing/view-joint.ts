// What those who sign for a company see of a prepared submission: everything, as it will be sent.
import type { Evaluation } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { findFile, type FileState } from '../../../kernel/files/store-file.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { legalBasisOf } from '../../cases/index.ts';
import { evaluateAnswers, type Answered } from '../actions/submit-answers.ts';
import { filesIn } from '../queries/files-in.ts';
import { answeredOf } from './decide-joint.ts';
import { jointOf } from './find-joint.ts';
import type { JointSubmission } from './joint-submission.ts';

export interface JointView {
  joint: JointSubmission;
  answered: Answered;
  /** With the faults that it has by now. */
  evaluation: Evaluation;
}

/** @throws Fault NOT_FOUND for everyone who does not sign for the company */
export async function viewJoint(app: App, actor: PersonActor, id: string): Promise<JointView> {
  return transact(app, actor, async (tx) => {
    const joint = await jointOf(tx, actor, id);
    if (!joint) {
      tx.ownData();
      throw new Fault('NOT_FOUND');
    }
    const answered = await answeredOf(app, joint);
    const evaluation = await evaluateAnswers(tx, actor, answered);
    await tx.recordAccess({
      kind: 'read',
      subject: joint.ownerId,
      fields: ['answers'],
      purpose: `submit|${joint.serviceId}`,
      legalBasis: legalBasisOf(answered.definition),
    });
    return { joint, answered, evaluation };
  });
}

/** A file of it. @throws Fault NOT_FOUND */
export async function fileOfJoint(
  app: App,
  actor: PersonActor,
  id: string,
  fileId: string,
): Promise<FileState> {
  return transact(app, actor, async (tx) => {
    tx.ownData();
    const joint = await jointOf(tx, actor, id);
    const named = joint && filesIn(joint.answers).some(({ file }) => file.id === fileId);
    const file = named && isUuid(fileId) ? await findFile(tx.db, fileId) : undefined;
    if (!joint || !file) throw new Fault('NOT_FOUND');
    await tx.recordAccess({
      kind: 'read',
      subject: joint.ownerId,
      fields: ['files'],
      purpose: `submit|${joint.serviceId}`,
    });
    return file;
  });
}
