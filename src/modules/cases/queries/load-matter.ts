// Loads a case with all that its page shows. Callers decide who may see it and log the use.
import { findFiles, type Scan } from '../../../kernel/files/store-file.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Evaluation, RegisterId } from '../../../engine/index.ts';
import { partiesBesides } from './case-facts.ts';

/**
 * Who confirmed a value and when; or which register did not answer, so that the person's word is all there is.
 * `unasked`: the person did not ask for it, or said that it is otherwise.
 */
export type Origin =
  { register: RegisterId | 'account'; asOf: string } | { register: RegisterId; stated: true; unasked?: true };

/** Letters go to the account, or to the account and by post. */
export type Delivery = 'account' | 'post';

export interface Matter {
  ref: string;
  serviceId: string;
  serviceVersion: number;
  state: string;
  revision: number;
  unit: string;
  assigneeId: string | null;
  ownerId: string;
  /** Accounts of the public: the owner's, and of whoever acted or signed in it. */
  parties: readonly string[];
  applicantName: string;
  channel: string;
  /** Where letters go. */
  delivery: Delivery;
  /** How a clerk made sure who it is: `document`, `questions`, `callback`, `signature`, `none`; null where the person signed in. */
  identification: string | null;
  language: Language;
  answers: Record<string, unknown>;
  origins: Record<string, Origin>;
  evaluation: Evaluation;
  outcome: Outcome | null;
  submittedAt: Date;
  due: string | null;
  closedAt: Date | null;
}

/** What was decided and by whom: kept so that the decision can be read and replayed years later. */
export interface Outcome {
  action: string;
  reasons: string;
  conditions: string[];
  /** Who ended it: a withdrawal is the person's. */
  by: 'programme' | 'staff' | 'person';
  staffId: string | null;
  at: string;
}

export interface HistoryEntry {
  id: number;
  at: Date;
  action: string;
  toState: string;
  actorKind: string;
  actorId: string | null;
  actorUnit: string | null;
  input: Record<string, unknown>;
}

export interface ClockRow {
  id: string;
  workingDays: number;
  due: string;
  pausedOn: string | null;
  daysLeft: number | null;
  stoppedOn: string | null;
}

export interface DocumentRow {
  id: string;
  letter: string;
  title: string;
  verifyCode: string;
  issuedAt: Date;
  /** Since when it no longer counts. */
  revokedAt: Date | null;
}

export interface EvidenceRow {
  fileId: string;
  pointer: string;
  name: string;
  type: string;
  size: number;
}

/** Evidence with what the virus scanner and the examination of its content said. */
export interface ExaminedEvidence extends EvidenceRow {
  scan: Scan;
  activeContent: boolean | null;
}

/** @param lock keeps others from acting on it until the transaction ends */
export async function loadMatter(tx: Transaction, ref: string, lock = false): Promise<Matter | undefined> {
  let query = tx.db
    .selectFrom('cases.matter')
    .selectAll()
    .select(partiesBesides.as('parties'))
    .where('ref', '=', ref);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  return {
    ref: row.ref,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    state: row.state,
    revision: row.revision,
    unit: row.unit,
    assigneeId: row.assignee_id,
    ownerId: row.owner_id,
    parties: [...new Set([row.owner_id, ...row.parties])],
    applicantName: row.applicant_name,
    channel: row.channel,
    delivery: row.delivery === 'post' ? 'post' : 'account',
    identification: row.identification,
    language: row.language as Language,
    answers: row.answers as Record<string, unknown>,
    origins: row.origins as unknown as Record<string, Origin>,
    evaluation: row.evaluation as unknown as Evaluation,
    outcome: row.outcome as unknown as Outcome | null,
    submittedAt: row.submitted_at,
    due: row.due,
    closedAt: row.closed_at,
  };
}

export async function historyOf(tx: Transaction, ref: string): Promise<HistoryEntry[]> {
  const rows = await tx.db
    .selectFrom('cases.history_entry')
    .select(['id', 'at', 'action', 'to_state', 'actor_kind', 'actor_id', 'actor_unit', 'input'])
    .where('case_ref', '=', ref)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    action: row.action,
    toState: row.to_state,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorUnit: row.actor_unit,
    input: row.input as Record<string, unknown>,
  }));
}

export async function clocksOf(tx: Transaction, ref: string): Promise<ClockRow[]> {
  const rows = await tx.db
    .selectFrom('cases.clock')
    .selectAll()
    .where('case_ref', '=', ref)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    workingDays: row.working_days,
    due: row.due,
    pausedOn: row.paused_on,
    daysLeft: row.days_left,
    stoppedOn: row.stopped_on,
  }));
}

export async function documentsOf(tx: Transaction, ref: string): Promise<DocumentRow[]> {
  const rows = await tx.db
    .selectFrom('cases.document')
    .select(['id', 'letter', 'title', 'verify_code', 'issued_at', 'revoked_at'])
    .where('case_ref', '=', ref)
    .orderBy('issued_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    letter: row.letter,
    title: row.title,
    verifyCode: row.verify_code,
    issuedAt: row.issued_at,
    revokedAt: row.revoked_at,
  }));
}

export async function evidenceOf(tx: Transaction, ref: string): Promise<ExaminedEvidence[]> {
  const rows = await tx.db
    .selectFrom('cases.evidence')
    .selectAll()
    .where('case_ref', '=', ref)
    .orderBy('pointer')
    .execute();
  const files = await findFiles(
    tx.db,
    rows.map((row) => row.file_id),
  );
  const states = new Map(files.map((file) => [file.id, file]));
  return rows.map((row) => ({
    fileId: row.file_id,
    pointer: row.pointer,
    name: row.name,
    type: row.type,
    size: row.size,
    scan: states.get(row.file_id)?.scan ?? null,
    activeContent: states.get(row.file_id)?.activeContent ?? null,
  }));
}
