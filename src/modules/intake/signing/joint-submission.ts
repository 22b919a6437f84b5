// A submission that two have to sign for a company: what was prepared, who has signed, where it stands.
import type { Selectable } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { IntakeJointSubmission } from '../../../kernel/db/tables.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { KnownValue, RegisterId } from '../../data/index.ts';

export type JointState =
  | 'waiting'
  | 'signed'
  | 'refused'
  | 'withdrawn'
  | 'lapsed'
  /** The service, or what its answers amount to, is not what the first one has signed. */
  | 'outdated'
  /** The register no longer names the first one. */
  | 'first-ended';

export interface JointSubmission {
  /** uuid */
  id: string;
  /** Account of the company. */
  ownerId: string;
  serviceId: string;
  serviceVersion: number;
  language: Language;
  channel: 'web' | 'api';
  answers: Record<string, unknown>;
  known: Record<string, KnownValue>;
  silent: RegisterId[];
  corrected: string[];
  visited: string[];
  first: { id: string; key: string; name: string; assurance: string; at: Date };
  /** What was signed, see `signatureDigest`. */
  digest: Buffer;
  /** Last day for the second signature, `YYYY-MM-DD`. */
  waitsUntil: string;
  state: JointState;
  /** Why the second one refused. */
  reason: string | null;
  second: { id: string; name: string } | null;
  endedAt: Date | null;
  caseRef: string | null;
  removeAt: Date | null;
}

export function toJoint(row: Selectable<IntakeJointSubmission>): JointSubmission {
  return {
    id: row.id,
    ownerId: row.owner_id,
    serviceId: row.service_id,
    serviceVersion: row.service_version,
    language: row.language as Language,
    channel: row.channel as JointSubmission['channel'],
    answers: row.answers as Record<string, unknown>,
    known: row.known as unknown as Record<string, KnownValue>,
    silent: row.silent as RegisterId[],
    corrected: row.corrected,
    visited: row.visited,
    first: {
      id: row.first_id,
      key: row.first_key,
      name: row.first_name,
      assurance: row.first_assurance,
      at: row.first_at,
    },
    digest: row.digest,
    waitsUntil: row.waits_until,
    state: row.state as JointState,
    reason: row.reason,
    second: row.second_id === null ? null : { id: row.second_id, name: row.second_name ?? '' },
    endedAt: row.ended_at,
    caseRef: row.case_ref,
    removeAt: row.remove_at,
  };
}

/** Whether what somebody sends waits for a second signature: they sign for a company, and not alone. */
export const signsJointly = ({ acting }: PersonActor): boolean => acting?.byLaw?.signing === 'joint';

/** Whether somebody acts as one who signs for the company, alone or with a second one. */
export const signsFor = (actor: PersonActor, ownerId: string): boolean =>
  actor.id === ownerId && actor.acting?.byLaw?.kind === 'signatory';

/** Whether the one who acts is the one who has signed first, with whichever account. */
export const isFirst = (
  { first }: { first: Pick<JointSubmission['first'], 'id' | 'key'> },
  { acting }: PersonActor,
): boolean => acting !== undefined && (acting.by.id === first.id || acting.by.registerId === first.key);
