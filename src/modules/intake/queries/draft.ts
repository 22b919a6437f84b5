// Drafts: what someone has answered so far, pinned to the version of the service they began with.
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { Actor, PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { KnownValue } from '../../data/index.ts';

export interface Draft {
  id: string;
  serviceId: string;
  serviceVersion: number;
  ownerId: string;
  answers: Record<string, unknown>;
  /** Field id -> what a register says. */
  known: Record<string, KnownValue>;
  /** Fields whose known value the person has said is wrong. */
  corrected: string[];
  /** Pages the person has confirmed. */
  visited: string[];
  expiresAt: Date;
  submittedRef: string | null;
}

interface Row {
  id: string;
  service_id: string;
  service_version: number;
  owner_id: string;
  answers: unknown;
  known: unknown;
  corrected: string[];
  visited: string[];
  expires_at: Date;
  submitted_ref: string | null;
}

function toDraft(row: Row): Draft {
  return {
    id: row.id,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    ownerId: row.owner_id,
    answers: row.answers as Record<string, unknown>,
    known: row.known as Record<string, KnownValue>,
    corrected: row.corrected,
    visited: row.visited,
    expiresAt: row.expires_at,
    submittedRef: row.submitted_ref,
  };
}

const columns = [
  'id',
  'service_id',
  'service_version',
  'owner_id',
  'answers',
  'known',
  'corrected',
  'visited',
  'expires_at',
  'submitted_ref',
] as const;

/** The person's open draft for a service; somebody else's is never found. */
export async function openDraft(app: App, actor: PersonActor, serviceId: string): Promise<Draft | undefined> {
  const row = await app.db
    .selectFrom('intake.draft')
    .select(columns)
    .where('owner_id', '=', actor.id)
    .where('service_id', '=', serviceId)
    .where('submitted_ref', 'is', null)
    .where('expires_at', '>', app.clock.now())
    .executeTakeFirst();
  return row && toDraft(row);
}

/** The draft for a change, locked until the transaction ends. */
export async function lockDraft(tx: Transaction, actor: Actor, id: string): Promise<Draft | undefined> {
  if (actor.kind !== 'person' || !/^[0-9a-f-]{36}$/.test(id)) return undefined;
  const row = await tx.db
    .selectFrom('intake.draft')
    .select(columns)
    .where('id', '=', id)
    .where('owner_id', '=', actor.id)
    .forUpdate()
    .executeTakeFirst();
  return row && toDraft(row);
}

/** The case that a draft of the last hour became: where the back button should lead. */
export async function justSubmitted(
  app: App,
  actor: PersonActor,
  serviceId: string,
): Promise<string | undefined> {
  const row = await app.db
    .selectFrom('intake.draft')
    .select('submitted_ref')
    .where('owner_id', '=', actor.id)
    .where('service_id', '=', serviceId)
    .where('submitted_ref', 'is not', null)
    .where('updated_at', '>', new Date(app.clock.now().getTime() - 3_600_000))
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.submitted_ref ?? undefined;
}

/** The person's open drafts, the latest first. */
export async function draftsOf(db: Database, now: Date, ownerId: string): Promise<Draft[]> {
  const rows = await db
    .selectFrom('intake.draft')
    .select(columns)
    .where('owner_id', '=', ownerId)
    .where('submitted_ref', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(toDraft);
}

/** Fields of the definition whose value a register knows, with the id of the field. */
export function sourcedFields(definition: ServiceDefinition) {
  return definition.pages
    .filter((page) => page.repeat === undefined)
    .flatMap((page) => page.fields)
    .flatMap((field) =>
      field.source === undefined
        ? []
        : [{ id: field.id, source: field.source, proven: field.proven === true }],
    );
}

/** Known values first, answers over them: an answer to a known field exists only when the person corrected it. */
export function mergedAnswers(
  draft: Pick<Draft, 'answers' | 'known' | 'corrected'>,
): Record<string, unknown> {
  const known = Object.entries(draft.known)
    .filter(([id]) => !draft.corrected.includes(id))
    .map(([id, each]) => [id, each.value] as const);
  return { ...draft.answers, ...Object.fromEntries(known) };
}

/** Whether a field of the draft is shown as known instead of being asked. */
export function isKnown(draft: Pick<Draft, 'known' | 'corrected'>, fieldId: string): boolean {
  return Object.hasOwn(draft.known, fieldId) && !draft.corrected.includes(fieldId);
}
