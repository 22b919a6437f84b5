// Drafts that a clerk fills in for somebody, for this clerk only. The caller logs the look for the person.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { draftColumns, owned, toDraft, type OwnedDraft } from './draft.ts';

/** A draft that the clerk fills in for someone; another clerk's is never found. */
export async function clerkDraft(
  db: Database,
  clerk: StaffActor,
  id: string,
): Promise<OwnedDraft | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('intake.draft')
    .select(draftColumns)
    .where('id', '=', id)
    .where('clerk_id', '=', clerk.id)
    .executeTakeFirst();
  return row && owned(toDraft(row));
}

/** The draft that the clerk made the case of. */
export async function submittedByClerk(
  db: Database,
  clerk: StaffActor,
  ref: string,
): Promise<OwnedDraft | undefined> {
  const row = await db
    .selectFrom('intake.draft')
    .select(draftColumns)
    .where('clerk_id', '=', clerk.id)
    .where('submitted_ref', '=', ref)
    .executeTakeFirst();
  return row && owned(toDraft(row));
}

/** What the clerk has begun and not sent yet, the latest first. */
export async function clerkDrafts(db: Database, now: Date, clerk: StaffActor): Promise<OwnedDraft[]> {
  const rows = await db
    .selectFrom('intake.draft')
    .select(draftColumns)
    .where('clerk_id', '=', clerk.id)
    .where('submitted_ref', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => owned(toDraft(row)));
}
