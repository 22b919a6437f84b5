// Answers become a case: evaluated, proven, with their files, whatever channel they came through.
import {
  needsRequest,
  type Evaluation,
  type ServiceDefinition,
  type UploadedFile,
} from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { findFiles } from '../../../kernel/files/store-file.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { type Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { bookSlots, lockSlots, takenSlots } from '../../appointments/index.ts';
import { evaluateService, namedFaultText } from '../../catalogue/index.ts';
import { openCase, type Signer, type Submission } from '../../cases/index.ts';
import { registerOfSource, type KnownValue, type RegisterId } from '../../data/index.ts';
import { requireOpenPurpose } from '../../governance/index.ts';
import { sampleOwner } from './seed-samples.ts';
import { appointmentsOf, slotsIn } from '../queries/slots-in.ts';
import { filesIn } from '../queries/files-in.ts';
import { sourcedFields } from '../queries/sourced-fields.ts';
import { withProof } from '../queries/with-proof.ts';

export interface Answered {
  definition: ServiceDefinition;
  answers: Record<string, unknown>;
  known: Record<string, KnownValue>;
  /** Registers that gave no answer. */
  silent: readonly RegisterId[];
  language: Language;
  channel: Submission['channel'];
  /** How a clerk made sure who it is; absent where the person signed in. */
  identification?: string;
  /** Of the paper form that was entered. */
  scan?: UploadedFile;
  /** One of many, of which the sender hears together. */
  inBatch?: true;
  /** Who has signed for a company; absent: whoever sends. */
  signers?: readonly Signer[];
}

/** What the answers amount to, with the files and the free appointments as they are now; faults are part of it. */
export async function evaluateAnswers(
  tx: Transaction,
  actor: PersonActor,
  answered: Pick<Answered, 'definition' | 'answers' | 'known' | 'channel'> & { identification?: string },
): Promise<Evaluation> {
  const { app } = tx;
  const { definition } = answered;
  const uploads = await uploadsOf(tx, actor, answered.answers);
  const taken = await takenSlots(app, tx.db, appointmentsOf(definition));
  return withProof(
    app,
    definition,
    answered,
    evaluateService(app, definition, answered.answers, { uploads: (id) => uploads.get(id), taken }),
  );
}

/** @throws Fault PURPOSE_CLOSED; ANSWERS_INVALID with the faults */
export async function checkAnswers(
  tx: Transaction,
  actor: PersonActor,
  answered: Answered,
): Promise<Evaluation> {
  const { definition, language } = answered;
  await requireOpenPurpose(tx.app, tx.db, definition);
  const evaluation = await evaluateAnswers(tx, actor, answered);
  if (evaluation.faults.length > 0) {
    throw new Fault(
      'ANSWERS_INVALID',
      {},
      evaluation.faults.map((fault) => ({
        pointer: fault.pointer,
        code: fault.code,
        detail: namedFaultText(definition, fault, language),
      })),
    );
  }
  return evaluation;
}

/**
 * Makes answers a case of `actor`, whoever typed them: every channel ends here.
 * @throws Fault PURPOSE_CLOSED; ANSWERS_INVALID with the faults
 */
export async function submitAnswers(
  tx: Transaction,
  actor: PersonActor,
  answered: Answered,
): Promise<{ ref: string; state: string }> {
  const { definition, language } = answered;
  await lockSlots(tx, slotsIn(definition, answered.answers));
  const evaluation = await checkAnswers(tx, actor, answered);
  const files = [
    ...filesIn(evaluation.answers),
    ...(answered.scan ? [{ pointer: '', file: answered.scan }] : []),
  ];
  const result = await openCase(tx, {
    definition,
    evaluation,
    origins: originsOf(definition, answered, evaluation),
    owner: actor,
    applicantName: applicantName(definition, evaluation, actor),
    channel: answered.channel,
    identification: answered.identification ?? null,
    inBatch: answered.inBatch ?? false,
    ...(answered.signers ? { signers: answered.signers } : {}),
    language,
    evidence: files.map(({ pointer, file }) => ({
      fileId: file.id,
      pointer,
      name: file.name,
      type: file.type,
      size: file.size,
    })),
  });
  const refused = await bookSlots(tx, result.ref, slotsIn(definition, evaluation.answers));
  // Two answers want the last place of the same slot: no evaluation of single answers can see that.
  if (refused.length > 0) {
    const fault = { code: 'APPOINTMENT_TAKEN' as const, params: { next: '' } };
    throw new Fault(
      'ANSWERS_INVALID',
      {},
      refused.map((pointer) => ({
        pointer,
        code: fault.code,
        detail: namedFaultText(definition, { ...fault, pointer }, language),
      })),
    );
  }
  // The files belong to the case now; the cleaning of uploads must not find them.
  if (files.length > 0) {
    await tx.db
      .deleteFrom('intake.upload')
      .where(
        'file_id',
        'in',
        files.map(({ file }) => file.id),
      )
      .where('owner_id', '=', actor.id)
      .execute();
  }
  return result;
}

/** Who says each value: a register, or the person where a register that may know it did not answer or was not asked. */
function originsOf(
  definition: ServiceDefinition,
  { known, silent }: Pick<Answered, 'known' | 'silent'>,
  { answers }: Evaluation,
): Submission['origins'] {
  const confirmed = Object.entries(known)
    .filter(([id]) => Object.hasOwn(answers, id))
    .map(([id, { register, asOf }]) => [`/${id}`, { register, asOf }] as const);
  const stated = sourcedFields(definition).flatMap(({ id, source }) => {
    const register = registerOfSource(source);
    if (register === undefined || !Object.hasOwn(answers, id) || Object.hasOwn(known, id)) return [];
    if (silent.includes(register)) return [[`/${id}`, { register, stated: true }] as const];
    // What a register says only on request, and was not asked for or said otherwise.
    return needsRequest(source) ? [[`/${id}`, { register, stated: true, unasked: true }] as const] : [];
  });
  return Object.fromEntries([...stated, ...confirmed]);
}

/** The name in the answers that a register or the person gave, else the account's. */
function applicantName(definition: ServiceDefinition, evaluation: Evaluation, actor: PersonActor): string {
  const bySource = (source: string) => {
    const field = sourcedFields(definition).find((each) => each.source === source);
    const value = field && evaluation.answers[field.id];
    return typeof value === 'string' ? value : undefined;
  };
  const company = bySource('organisation.name');
  const name = [bySource('person.firstName'), bySource('person.lastName')]
    .filter((each) => each !== undefined)
    .join(' ');
  return company ?? (name === '' ? actor.name : name);
}

/** The person's own uploads among the ids in the answers: a file of somebody else is unknown, and an infected one is none. */
async function uploadsOf(
  tx: Transaction,
  actor: PersonActor,
  answers: Record<string, unknown>,
): Promise<Map<string, UploadedFile>> {
  const ids = filesIn(answers)
    .map(({ file }) => file.id)
    .filter(isUuid);
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('intake.upload')
    .select(['file_id', 'name', 'type', 'size'])
    .where('file_id', 'in', ids)
    .where('owner_id', 'in', tx.app.config.mode === 'demo' ? [actor.id, sampleOwner] : [actor.id])
    .execute();
  const files = await findFiles(tx.db, ids);
  const infected = new Set(files.flatMap((file) => (file.scan === 'infected' ? [file.id] : [])));
  return new Map(
    rows
      .filter((row) => !infected.has(row.file_id))
      .map((row) => [row.file_id, { id: row.file_id, name: row.name, type: row.type, size: row.size }]),
  );
}
