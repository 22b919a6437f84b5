// A person's own cases, newest first, by key.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';

export interface OwnMatter {
  ref: string;
  serviceId: string;
  unit: string;
  state: string;
  due: string | null;
  submittedAt: Date;
  closedAt: Date | null;
}

/** Own data, read by its owner, or what a mandate covers of it. @param options.cursor key of the last one seen */
export async function mattersOf(
  app: App,
  actor: PersonActor,
  options: { cursor?: string | undefined; limit?: number } = {},
): Promise<{ items: OwnMatter[]; next: string | null }> {
  const limit = Math.min(options.limit ?? 20, 100);
  const seen = readPageKey(options.cursor, 'instant', 'ref');
  const { acting } = actor;
  const rows = await ownData(app, actor, (db) => {
    let query = db
      .selectFrom('cases.matter')
      .select(['ref', 'service_id', 'unit', 'state', 'due', 'submitted_at', 'closed_at'])
      .where('owner_id', '=', actor.id)
      .orderBy('submitted_at', 'desc')
      .orderBy('ref')
      .limit(limit + 1);
    if (acting) {
      query = query.where((eb) =>
        eb.or([eb('service_id', 'in', ['', ...acting.services]), eb('ref', 'in', ['', ...acting.matters])]),
      );
    }
    if (seen) {
      const [at, ref] = seen;
      query = query.where(
        sql<boolean>`(submitted_at < ${at}::timestamptz or (submitted_at = ${at}::timestamptz and ref > ${ref}))`,
      );
    }
    return query.execute();
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ref: row.ref,
      serviceId: row.service_id,
      unit: row.unit,
      state: row.state,
      due: row.due,
      submittedAt: row.submitted_at,
      closedAt: row.closed_at,
    })),
    next: pageKey(rows.length > limit && last ? [last.submitted_at.toISOString(), last.ref] : undefined),
  };
}
