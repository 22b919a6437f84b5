// Print runs of a unit, the latest first, and their files.
import type { StaffActor } from '../../../kernel/actor.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import { readFileBytes, type StoredFile } from '../../../kernel/files/store-file.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { logPost } from '../actions/log-post.ts';
import { renderPostalRun } from '../actions/render-postal-run.ts';
import { heldBy, unitsInSight } from '../../policy/index.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import { content } from './withhold.ts';

export interface PostalRun {
  id: string;
  day: string;
  number: number;
  letters: number;
  /** Undefined until the job has set it. */
  pages: number | undefined;
}

/** Runs of the unit and those below it; at most 100. */
export async function postalRuns(app: App, actor: StaffActor): Promise<PostalRun[]> {
  const rows = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('cases.postal_run')
      .select(['id', 'day', 'number', 'letters', 'pages'])
      .where(unitsInSight(app, actor, 'post'))
      .orderBy('made_at', 'desc')
      .orderBy('id')
      .limit(100)
      .execute(),
  );
  return rows.map(({ pages, ...row }) => ({ ...row, pages: pages ?? undefined }));
}

/** PDF or manifest of a run of the actor's unit, logged as a use of each letter in it; undefined where there is none. */
export async function postalFile(
  app: App,
  actor: StaffActor,
  id: string,
  what: 'letters' | 'manifest',
): Promise<(StoredFile & { bytes: Buffer }) | undefined> {
  if (!isUuid(id)) return undefined;
  const run = await impersonal(app, 'find-rights', (db) =>
    db
      .selectFrom('cases.postal_run')
      .select('id')
      .where('id', '=', id)
      .where(unitsInSight(app, actor, 'post'))
      .executeTakeFirst(),
  );
  if (!run) return undefined;
  await renderPostalRun(app, id);
  return readPersonal(app, actor, async (tx) => {
    const row = await tx.db
      .selectFrom('cases.postal_run')
      .select(['file_id', 'manifest_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const file = await readFileBytes(tx.db, (what === 'letters' ? row.file_id : row.manifest_id) ?? id);
    if (!file) return undefined;
    const letters = await tx.db
      .selectFrom('cases.postal_letter as letter')
      .innerJoin('cases.document as document', 'document.id', 'letter.document_id')
      .innerJoin('cases.matter as matter', 'matter.ref', 'document.case_ref')
      .select(['matter.ref', 'matter.owner_id', 'matter.service_id', 'matter.service_version', 'matter.unit'])
      .where('letter.run_id', '=', id)
      .execute();
    const held = heldBy(app, tx.db, actor, 'post');
    for (const { unit, service_id: service, service_version: version } of letters) {
      const definition = await requireServiceVersion(app, service, version);
      // One file holds them all: who may not see one of them sees none.
      if (!(await held.may({ unit }, definition, content))) return undefined;
    }
    await logPost(
      tx,
      letters.map((letter) => ({
        ref: letter.ref,
        ownerId: letter.owner_id,
        serviceId: letter.service_id,
        serviceVersion: letter.service_version,
      })),
    );
    return { value: file, access: [] };
  });
}
