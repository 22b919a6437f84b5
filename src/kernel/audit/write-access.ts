// The access log: one append-only entry for every use of personal data, in the transaction that uses it.
import type { Transaction as KyselyTransaction } from 'kysely';
import type { DB } from '../db/tables.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';

/** A use of personal data, told so that the person concerned understands it. */
export interface Access {
  /** `read` or `change`. */
  kind: 'read' | 'change';
  /** Account id (uuid) of the person concerned. */
  subject: string;
  /** Names of the data used, in words the person knows (text keys of `data`): `name`, `address`, `answers`. */
  fields: string[];
  /** Why, as a key: `case-handling`, `prefill`, `own-request`. */
  purpose: string;
  /** Law it rests on, as shown to the person; absent: what the canton says for the purpose (`withBasis`). */
  legalBasis?: string;
  caseRef?: string;
  /** A law hides this use from the person for a time, e.g. while an investigation lasts. */
  hidden?: { until: Date; basis: string };
  /** Who used it, when it was not the one who started the transaction (the program deciding by rule). */
  as?: Actor;
}

/** Writes the entries in one statement; the actor's own look at own data is logged too, as `self`. */
export async function writeAccess(
  db: KyselyTransaction<DB>,
  clock: Clock,
  starter: Actor,
  accesses: readonly Access[],
): Promise<void> {
  if (accesses.length === 0) return;
  const at = clock.now();
  await db
    .insertInto('kernel.access_entry')
    .values(accesses.map((access) => ({ at, ...rowOf(access, starter) })))
    .execute();
}

function rowOf(access: Access, starter: Actor) {
  const actor = access.as ?? starter;
  const acting = actor.kind === 'person' ? actor.acting : undefined;
  const self = actor.kind === 'person' && actor.id === access.subject;
  return {
    kind: access.kind,
    actor_kind: acting ? 'mandatary' : self ? 'self' : actor.kind,
    actor_id: acting ? acting.by.id : actor.kind === 'person' || actor.kind === 'staff' ? actor.id : null,
    actor_role:
      actor.kind === 'staff'
        ? (actor.roles[0] ?? null)
        : actor.kind === 'programme'
          ? actor.task
          : (acting?.byLaw?.kind ?? null),
    actor_unit: actor.kind === 'staff' ? actor.unit : null,
    subject_id: access.subject,
    fields: access.fields,
    purpose: access.purpose,
    legal_basis: access.legalBasis ?? null,
    case_ref: access.caseRef ?? null,
    hidden_until: access.hidden?.until ?? null,
    hidden_basis: access.hidden?.basis ?? null,
  };
}
