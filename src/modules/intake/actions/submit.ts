// Submitting: answers that have no fault become a case, once, in one transaction with everything that belongs to it.
import { createHash } from 'node:crypto';
import {
  addWorkingDays,
  type Evaluation,
  type ServiceDefinition,
  type UploadedFile,
} from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { findFiles } from '../../../kernel/files/store-file.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { evaluateService, faultText, serviceById, requireServiceVersion } from '../../catalogue/index.ts';
import { legalBasisOf, loadMatter, openCase, type Submission } from '../../cases/index.ts';
import { knownValues, type KnownValue } from '../../data/index.ts';
import { personActor } from '../../identity/index.ts';
import { holidaysOf } from '../../organisation/index.ts';
import { requireAssurance } from '../assurance.ts';
import { enterPaperForm } from './enter-paper-form.ts';
import { sampleOwner } from './seed-samples.ts';
import { filesIn } from '../queries/files-in.ts';
import { lockDraft, mergedAnswers, sourcedFields } from '../queries/draft.ts';

export interface Submitted {
  ref: string;
  state: string;
  /** False when the same submission had been made before. */
  fresh: boolean;
}

/**
 * Submits a draft; posting it again (double click, reload, second window) gives the case it became.
 * @throws Fault DRAFT_GONE, ASSURANCE_TOO_LOW, ANSWERS_INVALID with the faults
 */
export async function submitDraft(
  app: App,
  actor: PersonActor | StaffActor,
  draftId: string,
  language: Language,
): Promise<Submitted> {
  return transact(app, actor, async (tx) => {
    // The lock makes a second post wait until the first is committed.
    const draft = await lockDraft(tx, actor, draftId);
    if (!draft) throw new Fault('DRAFT_GONE');
    if (draft.submittedRef !== null) {
      const matter = await loadMatter(tx, draft.submittedRef);
      return { ref: draft.submittedRef, state: matter?.state ?? 'submitted', fresh: false };
    }
    const definition = await requireServiceVersion(app, draft.serviceId, draft.serviceVersion);
    // At the counter the clerk has seen who it is.
    if (actor.kind === 'person') requireAssurance(definition, actor, language);
    const known = Object.fromEntries(
      Object.entries(draft.known).filter(([id]) => !draft.corrected.includes(id)),
    );
    // A clerk sends for the owner, in the owner's language.
    const owner = actor.kind === 'person' ? actor : await personActor(tx, draft.ownerId);
    const result = await submitAnswers(tx, owner, {
      definition,
      answers: mergedAnswers(draft),
      known,
      language: actor.kind === 'person' ? language : draft.language,
      channel: draft.channel,
      ...(draft.identification === null ? {} : { identification: draft.identification }),
      ...(draft.scan === null ? {} : { scan: draft.scan }),
    });
    if (draft.paperNumber !== null) await enterPaperForm(tx, draft.paperNumber, result.ref);
    await tx.db
      .updateTable('intake.draft')
      .set({
        submitted_ref: result.ref,
        updated_at: app.clock.now(),
        answers: '{}',
        known: '{}',
        corrected: [],
        left_over: '[]',
        scan: null,
      })
      .where('id', '=', draft.id)
      .execute();
    return { ...result, fresh: true };
  });
}

/**
 * Submits answers of a program. The same key with the same answers gives the same case, also when sent at the same time.
 * @throws Fault ASSURANCE_TOO_LOW, IDEMPOTENCY_KEY_REUSED, ANSWERS_INVALID
 */
export async function submitOnce(
  app: App,
  actor: PersonActor,
  request: { serviceId: string; answers: Record<string, unknown>; key: string; language: Language },
): Promise<Submitted> {
  const definition = serviceById(app, request.serviceId);
  if (!definition) throw new Fault('NOT_FOUND');
  requireAssurance(definition, actor, request.language);
  const hash = createHash('sha256')
    .update(`${request.serviceId}\n${JSON.stringify(request.answers)}`)
    .digest();
  return transact(app, actor, async (tx) => {
    // Claims the key first: a second request with it waits here until the first has committed or failed.
    const claimed = await tx.db
      .insertInto('intake.submission')
      .values({
        owner_id: actor.id,
        idempotency_key: request.key,
        request_hash: hash,
        case_ref: '',
        at: app.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['owner_id', 'idempotency_key']).doNothing())
      .returning('at')
      .executeTakeFirst();
    if (!claimed) {
      const before = await tx.db
        .selectFrom('intake.submission')
        .select(['request_hash', 'case_ref'])
        .where('owner_id', '=', actor.id)
        .where('idempotency_key', '=', request.key)
        .executeTakeFirstOrThrow();
      if (!before.request_hash.equals(hash)) throw new Fault('IDEMPOTENCY_KEY_REUSED');
      const matter = await loadMatter(tx, before.case_ref);
      return { ref: before.case_ref, state: matter?.state ?? 'submitted', fresh: false };
    }
    // What must be proven counts as the register says, whatever was sent.
    const missing = sourcedFields(definition).filter(
      (field) => field.proven || !Object.hasOwn(request.answers, field.id),
    );
    const values = await knownValues(tx, actor, [...new Set(missing.map((field) => field.source))], {
      purpose: `prefill|${definition.id}`,
      legalBasis: legalBasisOf(definition),
    });
    const known: Record<string, KnownValue> = {};
    for (const field of missing) {
      const value = values[field.source];
      if (value) known[field.id] = value;
    }
    const answers = {
      ...request.answers,
      ...Object.fromEntries(Object.entries(known).map(([id, each]) => [id, each.value])),
    };
    const result = await submitAnswers(tx, actor, {
      definition,
      answers,
      known,
      language: request.language,
      channel: 'api',
    });
    await tx.db
      .updateTable('intake.submission')
      .set({ case_ref: result.ref })
      .where('owner_id', '=', actor.id)
      .where('idempotency_key', '=', request.key)
      .execute();
    return { ...result, fresh: true };
  });
}

export interface Answered {
  definition: ServiceDefinition;
  answers: Record<string, unknown>;
  known: Record<string, KnownValue>;
  language: Language;
  channel: Submission['channel'];
  /** How a clerk made sure who it is; absent where the person signed in. */
  identification?: string;
  /** Of the paper form that was entered. */
  scan?: UploadedFile;
}

/**
 * Makes answers a case of `actor`, whoever typed them: every channel ends here.
 * @throws Fault ANSWERS_INVALID with the faults
 */
export async function submitAnswers(
  tx: Transaction,
  actor: PersonActor,
  answered: Answered,
): Promise<{ ref: string; state: string }> {
  const { app } = tx;
  const { definition, language } = answered;
  const uploads = await uploadsOf(tx, actor, answered.answers);
  const evaluation = withProof(
    app,
    definition,
    answered,
    evaluateService(app, definition, answered.answers, { uploads: (id) => uploads.get(id) }),
  );
  if (evaluation.faults.length > 0) {
    throw new Fault(
      'ANSWERS_INVALID',
      {},
      evaluation.faults.map((fault) => ({
        pointer: fault.pointer,
        code: fault.code,
        detail: faultText(definition, fault, language),
      })),
    );
  }
  const files = [
    ...filesIn(evaluation.answers),
    ...(answered.scan ? [{ pointer: '', file: answered.scan }] : []),
  ];
  const result = await openCase(tx, {
    definition,
    evaluation,
    origins: Object.fromEntries(
      Object.entries(answered.known)
        .filter(([id]) => Object.hasOwn(evaluation.answers, id))
        .map(([id, each]) => [`/${id}`, { register: each.register, asOf: each.asOf }]),
    ),
    owner: actor,
    applicantName: applicantName(definition, evaluation, actor),
    channel: answered.channel,
    identification: answered.identification ?? null,
    language,
    evidence: files.map(({ pointer, file }) => ({
      fileId: file.id,
      pointer,
      name: file.name,
      type: file.type,
      size: file.size,
    })),
  });
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

/**
 * Nothing is decided at once on a value that should be proven and is only stated, nor for someone whom a clerk could not
 * identify: then staff look at it.
 */
function withProof(
  app: App,
  definition: ServiceDefinition,
  { known, identification }: Pick<Answered, 'known' | 'identification'>,
  evaluation: Evaluation,
): Evaluation {
  if (evaluation.decision !== 'at-once') return evaluation;
  const unproven = sourcedFields(definition).some(
    (field) => field.proven && Object.hasOwn(evaluation.answers, field.id) && !Object.hasOwn(known, field.id),
  );
  if (!unproven && identification !== 'none') return evaluation;
  const { workingDays } = definition.process.promise;
  return {
    ...evaluation,
    decision: 'by-staff',
    deadline: addWorkingDays(app.clock.today(), workingDays, holidaysOf(app)),
  };
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
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const ids = filesIn(answers)
    .map(({ file }) => file.id)
    .filter((id) => typeof id === 'string' && uuid.test(id));
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
