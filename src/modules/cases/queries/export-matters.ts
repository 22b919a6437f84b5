// Everything that is held about a person's cases, for the copy of their data; read in portions, so that any number will do.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { bookingsOfCases } from '../../appointments/index.ts';
import { mattersOf } from './matters-of.ts';

const portion = 50;

export interface ExportedMatter {
  ref: string;
  service: string;
  version: number;
  state: string;
  unit: string;
  applicantName: string;
  channel: string;
  language: string;
  submittedAt: string;
  due: string | null;
  closedAt: string | null;
  answers: unknown;
  /** Which register confirmed which answer. */
  origins: unknown;
  /** What the rules made of the answers: path, fee, deadline, results. */
  evaluation: unknown;
  /** Reasons and conditions; staff are named by their unit, as on the page. */
  outcome: { action: string; reasons: string; conditions: string[]; by: string; at: string } | null;
  clocks: {
    id: string;
    startedOn: string;
    workingDays: number;
    due: string;
    pausedOn: string | null;
    stoppedOn: string | null;
  }[];
  history: {
    id: number;
    at: string;
    action: string;
    state: string;
    by: { kind: string; unit: string | null };
    input: unknown;
  }[];
  documents: {
    id: string;
    title: string;
    language: string;
    issuedAt: string;
    validUntil: string | null;
    revokedAt: string | null;
    verifyCode: string;
    /** Day on which it went by post as well; null: only in the account. */
    postedOn: string | null;
    url: string;
  }[];
  appointments: { offer: string; startsAt: string; pointer: string }[];
  /** Values that a register has corrected since. */
  corrected: { pointer: string; was: unknown; value: unknown; asOf: string; toldAt: string }[];
  /** What it disputes, and what disputes it. */
  appeals: {
    appeal: string;
    decision: string | null;
    until: string | null;
    endedAt: string | null;
    outcome: string | null;
  }[];
  evidence: { pointer: string; name: string; type: string; size: number; url: string }[];
  signatures: {
    pointer: string;
    name: string;
    manner: string;
    assurance: string | null;
    at: string;
    sha256: string;
  }[];
}

/** Newest first; the caller logs the use. */
export async function* exportMatters(app: App, actor: PersonActor): AsyncGenerator<ExportedMatter> {
  let cursor: string | undefined;
  do {
    const { items, next } = await mattersOf(app, actor, { cursor, limit: portion });
    if (items.length > 0)
      yield* await readPortion(
        app,
        actor,
        items.map((item) => item.ref),
      );
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

async function readPortion(app: App, actor: PersonActor, refs: string[]): Promise<ExportedMatter[]> {
  const { baseUrl } = app.config;
  const [matters, clocks, history, documents, evidence, signatures, bookings, corrected, appeals] =
    await ownData(app, actor, (db) =>
      Promise.all([
        db.selectFrom('cases.matter').selectAll().where('ref', 'in', refs).execute(),
        db.selectFrom('cases.clock').selectAll().where('case_ref', 'in', refs).orderBy('id').execute(),
        db
          .selectFrom('cases.history_entry')
          .selectAll()
          .where('case_ref', 'in', refs)
          .orderBy('id')
          .execute(),
        db
          .selectFrom('cases.document')
          .leftJoin('cases.postal_letter as letter', 'letter.document_id', 'cases.document.id')
          .leftJoin('cases.postal_run as run', 'run.id', 'letter.run_id')
          .select([
            'cases.document.id',
            'run.day as posted_on',
            'case_ref',
            'title',
            'language',
            'issued_at',
            'valid_until',
            'revoked_at',
            'verify_code',
          ])
          .where('case_ref', 'in', refs)
          .orderBy('issued_at')
          .execute(),
        db
          .selectFrom('cases.evidence')
          .selectAll()
          .where('case_ref', 'in', refs)
          .orderBy('pointer')
          .execute(),
        db
          .selectFrom('cases.signature')
          .selectAll()
          .where('case_ref', 'in', refs)
          .orderBy('pointer')
          .execute(),
        bookingsOfCases(db, refs),
        db
          .selectFrom('cases.corrected_value')
          .selectAll()
          .where('case_ref', 'in', refs)
          .orderBy('told_at')
          .execute(),
        db
          .selectFrom('cases.appeal')
          .selectAll()
          .where((eb) => eb.or([eb('appeal_ref', 'in', refs), eb('decision_ref', 'in', refs)]))
          .orderBy('appeal_ref')
          .execute(),
      ]),
    );
  const of = <Row extends { case_ref: string }>(rows: Row[], ref: string) =>
    rows.filter((row) => row.case_ref === ref);
  return refs.flatMap((ref) => {
    const matter = matters.find((each) => each.ref === ref);
    if (!matter) return [];
    const outcome = matter.outcome as Exclude<ExportedMatter['outcome'], null> | null;
    return [
      {
        ref,
        service: matter.service_id,
        version: matter.service_version,
        state: matter.state,
        unit: matter.unit,
        applicantName: matter.applicant_name,
        channel: matter.channel,
        language: matter.language,
        submittedAt: matter.submitted_at.toISOString(),
        due: matter.due,
        closedAt: matter.closed_at?.toISOString() ?? null,
        answers: matter.answers,
        origins: matter.origins,
        evaluation: matter.evaluation,
        outcome: outcome && {
          action: outcome.action,
          reasons: outcome.reasons,
          conditions: outcome.conditions,
          by: outcome.by,
          at: outcome.at,
        },
        clocks: of(clocks, ref).map((clock) => ({
          id: clock.id,
          startedOn: clock.started_on,
          workingDays: clock.working_days,
          due: clock.due,
          pausedOn: clock.paused_on,
          stoppedOn: clock.stopped_on,
        })),
        history: of(history, ref).map((entry) => ({
          id: entry.id,
          at: entry.at.toISOString(),
          action: entry.action,
          state: entry.to_state,
          by: { kind: entry.actor_kind, unit: entry.actor_unit },
          input: entry.input,
        })),
        documents: of(documents, ref).map((document) => ({
          id: document.id,
          title: document.title,
          language: document.language,
          issuedAt: document.issued_at.toISOString(),
          validUntil: document.valid_until,
          revokedAt: document.revoked_at?.toISOString() ?? null,
          verifyCode: document.verify_code,
          postedOn: document.posted_on,
          url: `${baseUrl}/api/v1/cases/${ref}/documents/${document.id}`,
        })),
        appointments: bookings
          .filter((booking) => booking.caseRef === ref)
          .map(({ offer, startsAt, pointer }) => ({ offer, startsAt: startsAt.toISOString(), pointer })),
        signatures: of(signatures, ref).map((signature) => ({
          pointer: signature.pointer,
          name: signature.name,
          manner: signature.manner,
          assurance: signature.assurance,
          at: signature.at.toISOString(),
          sha256: signature.digest.toString('hex'),
        })),
        corrected: of(corrected, ref).map((each) => ({
          pointer: each.pointer,
          was: each.was,
          value: each.value,
          asOf: each.as_of,
          toldAt: each.told_at.toISOString(),
        })),
        appeals: appeals
          .filter((each) => each.appeal_ref === ref || each.decision_ref === ref)
          .map((each) => ({
            appeal: each.appeal_ref,
            decision: each.decision_ref,
            until: each.until,
            endedAt: each.ended_at?.toISOString() ?? null,
            outcome: each.outcome,
          })),
        evidence: of(evidence, ref).map((file) => ({
          pointer: file.pointer,
          name: file.name,
          type: file.type,
          size: file.size,
          url: `${baseUrl}/faelle/${ref}/nachweise/${file.file_id}`,
        })),
      },
    ];
  });
}
