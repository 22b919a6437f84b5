// What this module holds about someone, for the copy of their data: drafts of any hand, printed forms, files; in portions.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { fileAddress } from './own-file.ts';
import { draftColumns, toDraft } from './draft.ts';
import { startersOf } from './draft-starters.ts';

const portion = 50;

export interface ExportedFile {
  name: string;
  type: string;
  size: number;
  uploadedAt: string;
  url: string;
}

export interface ExportedDraft {
  service: string;
  version: number;
  language: string;
  /** `web`: begun by the person; otherwise staff fill it in for them. */
  channel: string;
  /** Who began it in the person's place; the name is null where a block of disclosure withholds it. Null: the person, or staff. */
  begunBy: { name: string | null } | null;
  /** How staff made sure who it is. */
  identification: string | null;
  changedAt: string;
  expiresAt: string;
  /** The case that it became; its answers are there. */
  submittedAs: string | null;
  answers: unknown;
  known: unknown;
  corrected: string[];
  visited: string[];
  /** Answers that the service no longer asks for. */
  leftOver: unknown;
  paperForm: string | null;
  /** The paper form's picture; its file is among the uploads. */
  scan: string | null;
  uploads: ExportedFile[];
}

/** Drafts of the person and those that staff fill in for them. The caller logs the use. */
export async function* exportDrafts(app: App, actor: PersonActor): AsyncGenerator<ExportedDraft> {
  let after: string | undefined;
  do {
    const seen = after;
    const rows = await ownData(app, actor, (db) =>
      db
        .selectFrom('intake.draft')
        .select(draftColumns)
        .where('owner_id', '=', actor.id)
        .$if(seen !== undefined, (query) => query.where('id', '>', seen ?? ''))
        .orderBy('id')
        .limit(portion)
        .execute(),
    );
    const drafts = rows.map(toDraft);
    const uploads = await uploadsOf(
      app,
      actor,
      drafts.map((draft) => draft.id),
    );
    const starters = await startersOf(app, actor, drafts);
    for (const draft of drafts) {
      const starter = starters.get(draft.id);
      yield {
        service: draft.serviceId,
        version: draft.serviceVersion,
        language: draft.language,
        channel: draft.channel,
        begunBy: starter ? { name: starter.name ?? null } : null,
        identification: draft.identification,
        changedAt: draft.updatedAt.toISOString(),
        expiresAt: draft.expiresAt.toISOString(),
        submittedAs: draft.submittedRef,
        answers: draft.answers,
        known: draft.known,
        corrected: draft.corrected,
        visited: draft.visited,
        leftOver: draft.leftOver,
        paperForm: draft.paperNumber,
        scan: draft.scan && fileAddress(app, draft.scan.id),
        uploads: uploads.get(draft.id) ?? [],
      };
    }
    after = drafts.length === portion ? drafts.at(-1)?.id : undefined;
  } while (after !== undefined);
}

/** Uploads by draft; one query for all of them. */
async function uploadsOf(
  app: App,
  actor: PersonActor,
  draftIds: string[],
): Promise<Map<string, ExportedFile[]>> {
  const found = new Map<string, ExportedFile[]>();
  if (draftIds.length === 0) return found;
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('intake.upload')
      .selectAll()
      .where('draft_id', 'in', draftIds)
      .orderBy('created_at')
      .execute(),
  );
  for (const row of rows) {
    const id = row.draft_id ?? '';
    found.set(id, [...(found.get(id) ?? []), toFile(app, row)]);
  }
  return found;
}

/** Files that a program has sent and no submission names yet: at most as many as may wait. */
export async function* exportWaitingFiles(app: App, actor: PersonActor): AsyncGenerator<ExportedFile> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('intake.upload')
      .selectAll()
      .where('owner_id', '=', actor.id)
      .where('draft_id', 'is', null)
      .orderBy('created_at')
      .execute(),
  );
  for (const row of rows) yield toFile(app, row);
}

function toFile(
  app: App,
  row: { file_id: string; name: string; type: string; size: number; created_at: Date },
): ExportedFile {
  const { name, type, size } = row;
  return { name, type, size, uploadedAt: row.created_at.toISOString(), url: fileAddress(app, row.file_id) };
}

export interface ExportedPaperForm {
  number: string;
  service: string;
  version: number;
  language: string;
  printedAt: string;
  case: string | null;
  enteredAt: string | null;
}

/** Paper forms that were printed for the person, by number. */
export async function* exportPaperForms(app: App, actor: PersonActor): AsyncGenerator<ExportedPaperForm> {
  let after = '';
  for (;;) {
    const seen = after;
    const rows = await ownData(app, actor, (db) =>
      db
        .selectFrom('intake.paper_form')
        .selectAll()
        .where('owner_id', '=', actor.id)
        .where('number', '>', seen)
        .orderBy('number')
        .limit(portion)
        .execute(),
    );
    for (const row of rows)
      yield {
        number: row.number,
        service: row.service_id,
        version: row.service_version,
        language: row.language,
        printedAt: row.printed_at.toISOString(),
        case: row.case_ref,
        enteredAt: row.entered_at?.toISOString() ?? null,
      };
    if (rows.length < portion) return;
    after = rows.at(-1)?.number ?? '';
  }
}

export interface ExportedSubmission {
  /** What the program that submitted has chosen, so that nothing is submitted twice. */
  idempotencyKey: string;
  case: string;
  at: string;
}

/** Keys of what the person's programs have submitted. */
export async function* exportSubmissions(app: App, actor: PersonActor): AsyncGenerator<ExportedSubmission> {
  let after = '';
  for (;;) {
    const seen = after;
    const rows = await ownData(app, actor, (db) =>
      db
        .selectFrom('intake.submission')
        .select(['idempotency_key', 'case_ref', 'at'])
        .where('owner_id', '=', actor.id)
        .where('idempotency_key', '>', seen)
        // One that waits for a second signature is no case yet.
        .where('case_ref', '!=', '')
        .orderBy('idempotency_key')
        .limit(portion)
        .execute(),
    );
    for (const row of rows)
      yield { idempotencyKey: row.idempotency_key, case: row.case_ref, at: row.at.toISOString() };
    if (rows.length < portion) return;
    after = rows.at(-1)?.idempotency_key ?? '';
  }
}
