// Drafts: what someone has answered so far, pinned to the version of the service they began with.
import type { ExpressionBuilder } from 'kysely';
import type { UploadedFile } from '../../../engine/index.ts';
import type { PersonActor, StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import type { KnownValue, RegisterId } from '../../data/index.ts';
import { servedUse } from '../served-use.ts';
import type { Holder } from '../visitor.ts';

export interface Draft {
  id: string;
  serviceId: string;
  serviceVersion: number;
  /** Account; null: a visitor's, who has not signed in yet. */
  ownerId: string | null;
  /** Of the owner: letters and mails use it. */
  language: Language;
  answers: Record<string, unknown>;
  /** Field id -> what a register says. */
  known: Record<string, KnownValue>;
  /** Registers that gave no answer: what they may know is asked, and counts as stated. */
  silent: RegisterId[];
  /** Registers that the person has asked for explicitly, of those that say something only then. */
  requested: RegisterId[];
  /** Fields whose known value the person has said is wrong. */
  corrected: string[];
  /** Pages the person has confirmed. */
  visited: string[];
  updatedAt: Date;
  expiresAt: Date;
  submittedRef: string | null;
  revision: number;
  /** Who fills it in for the owner, at the counter or on the telephone; null: the owner. */
  clerkId: string | null;
  channel: Channel;
  /** How the clerk made sure who it is. */
  identification: Identification | null;
  /** Answers that the version no longer asks for. */
  leftOver: LeftOver[];
  /** Number of the paper form that is being entered. */
  paperNumber: string | null;
  /** Its scan. */
  scan: UploadedFile | null;
  /** Who began it in the owner's place, by which mandate or representation; null: the owner, or staff. */
  begunBy: { account: string; mandate: string } | null;
}

export interface OwnedDraft extends Draft {
  ownerId: string;
}

export interface LeftOver {
  label: string;
  text: string;
}

export type Channel = 'web' | 'counter' | 'phone' | 'paper';
export const identifications = ['document', 'questions', 'callback', 'signature', 'none'] as const;
export type Identification = (typeof identifications)[number];

interface Row {
  id: string;
  service_id: string;
  service_version: number;
  owner_id: string | null;
  language: string;
  answers: unknown;
  known: unknown;
  silent: string[];
  requested: string[];
  corrected: string[];
  visited: string[];
  updated_at: Date;
  expires_at: Date;
  submitted_ref: string | null;
  revision: number;
  clerk_id: string | null;
  channel: string;
  identification: string | null;
  left_over: unknown;
  paper_number: string | null;
  scan: unknown;
  begun_by: string | null;
  begun_mandate: string | null;
}

export function toDraft(row: Row): Draft {
  return {
    id: row.id,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    ownerId: row.owner_id,
    language: row.language as Language,
    answers: row.answers as Record<string, unknown>,
    known: row.known as Record<string, KnownValue>,
    silent: row.silent as RegisterId[],
    requested: row.requested as RegisterId[],
    corrected: row.corrected,
    visited: row.visited,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    submittedRef: row.submitted_ref,
    revision: row.revision,
    clerkId: row.clerk_id,
    channel: row.channel as Channel,
    identification: row.identification as Identification | null,
    leftOver: row.left_over as LeftOver[],
    paperNumber: row.paper_number,
    scan: row.scan as UploadedFile | null,
    begunBy:
      row.begun_by === null || row.begun_mandate === null
        ? null
        : { account: row.begun_by, mandate: row.begun_mandate },
  };
}

/** @throws Error for a visitor's: nobody who asks for an account's drafts may get one */
export function owned(draft: Draft): OwnedDraft {
  if (draft.ownerId === null) throw new Error('The draft has no owner');
  return { ...draft, ownerId: draft.ownerId };
}

/** What `toDraft` reads. */
export const draftColumns = [
  'id',
  'service_id',
  'service_version',
  'owner_id',
  'language',
  'answers',
  'known',
  'silent',
  'requested',
  'corrected',
  'visited',
  'updated_at',
  'expires_at',
  'submitted_ref',
  'revision',
  'clerk_id',
  'channel',
  'identification',
  'left_over',
  'paper_number',
  'scan',
  'begun_by',
  'begun_mandate',
] as const;

/** The holder's open draft for a service; somebody else's is never found. */
export async function openDraft(app: App, holder: Holder, serviceId: string): Promise<Draft | undefined> {
  const row = await ownData(app, holder, (db) =>
    db
      .selectFrom('intake.draft')
      .select(draftColumns)
      .where((eb) => heldBy(eb, holder))
      .where('service_id', '=', serviceId)
      .where('clerk_id', 'is', null)
      .where('submitted_ref', 'is', null)
      .where('expires_at', '>', app.clock.now())
      .executeTakeFirst(),
  );
  return row && toDraft(row);
}

function heldBy(eb: ExpressionBuilder<DB, 'intake.draft'>, holder: Holder) {
  return holder.kind === 'person' ? eb('owner_id', '=', holder.id) : eb('token_hash', '=', holder.tokenHash);
}

/**
 * The draft for a change, locked until the transaction ends: its holder's, or the clerk's who fills it in. A clerk's hand in
 * it is logged for the person.
 */
export async function lockDraft(
  tx: Transaction,
  holder: Holder | StaffActor,
  id: string,
): Promise<Draft | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tx.db
    .selectFrom('intake.draft')
    .select(draftColumns)
    .where('id', '=', id)
    .where((eb) =>
      holder.kind === 'staff'
        ? eb('clerk_id', '=', holder.id)
        : eb.and([heldBy(eb, holder), eb('clerk_id', 'is', null)]),
    )
    // A visitor has no account that would still know of it.
    .where((eb) => (holder.kind === 'anonymous' ? eb('expires_at', '>', tx.app.clock.now()) : eb.val(true)))
    .forUpdate()
    .executeTakeFirst();
  if (holder.kind !== 'staff') tx.ownData();
  else if (!row?.owner_id) await tx.recordAccess();
  else await tx.recordAccess({ ...servedUse(row.owner_id, row.service_id, ['answers']), kind: 'change' });
  return row && toDraft(row);
}

/** As `lockDraft`, of someone who has signed in. */
export async function lockOwned(
  tx: Transaction,
  actor: PersonActor | StaffActor,
  id: string,
): Promise<OwnedDraft | undefined> {
  const draft = await lockDraft(tx, actor, id);
  return draft && owned(draft);
}

/** The case that a draft of the last hour became: where the back button should lead. */
export async function justSubmitted(
  app: App,
  actor: PersonActor,
  serviceId: string,
): Promise<string | undefined> {
  const row = await ownData(app, actor, (db) =>
    db
      .selectFrom('intake.draft')
      .select('submitted_ref')
      .where('owner_id', '=', actor.id)
      .where('service_id', '=', serviceId)
      .where('clerk_id', 'is', null)
      .where('submitted_ref', 'is not', null)
      .where('updated_at', '>', new Date(app.clock.now().getTime() - 3_600_000))
      .orderBy('updated_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.submitted_ref ?? undefined;
}

/** The person's open drafts, the latest first. */
export async function draftsOf(db: Database, now: Date, ownerId: string): Promise<OwnedDraft[]> {
  const rows = await db
    .selectFrom('intake.draft')
    .select(draftColumns)
    .where('owner_id', '=', ownerId)
    .where('clerk_id', 'is', null)
    .where('submitted_ref', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => owned(toDraft(row)));
}

/** What registers say, without what the person said otherwise. */
export function saidByRegisters({ known, corrected }: Pick<Draft, 'known' | 'corrected'>): Draft['known'] {
  return Object.fromEntries(Object.entries(known).filter(([id]) => !corrected.includes(id)));
}

/** Known values first, answers over them: an answer to a known field exists only when the person corrected it. */
export function mergedAnswers(
  draft: Pick<Draft, 'answers' | 'known' | 'corrected'>,
): Record<string, unknown> {
  const known = Object.entries(saidByRegisters(draft)).map(([id, each]) => [id, each.value] as const);
  return { ...draft.answers, ...Object.fromEntries(known) };
}

/** Whether a field of the draft is shown as known instead of being asked. */
export function isKnown(draft: Pick<Draft, 'known' | 'corrected'>, fieldId: string): boolean {
  return Object.hasOwn(draft.known, fieldId) && !draft.corrected.includes(fieldId);
}
