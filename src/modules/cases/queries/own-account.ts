// What a person's account shows of their cases: the open ones with their way so far, and the ones closed last.
import { sql } from 'kysely';
import type { ServiceDefinition } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { App } from '../../../kernel/app.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import type { HistoryEntry } from './load-matter.ts';
import type { OwnMatter } from './matters-of.ts';

export interface OpenMatter {
  matter: OwnMatter;
  definition: ServiceDefinition;
  /** Newest first. */
  history: Pick<HistoryEntry, 'action' | 'toState' | 'at'>[];
  /** When the question was asked that waits for the person's answer; null when it is not their turn. */
  askedAt: Date | null;
}

const columns = ['ref', 'service_id', 'unit', 'state', 'due', 'submitted_at', 'closed_at'] as const;

function toOwnMatter(row: {
  ref: string;
  service_id: string;
  unit: string;
  state: string;
  due: string | null;
  submitted_at: Date;
  closed_at: Date | null;
}): OwnMatter {
  return {
    ref: row.ref,
    serviceId: row.service_id,
    unit: row.unit,
    state: row.state,
    due: row.due,
    submittedAt: row.submitted_at,
    closedAt: row.closed_at,
  };
}

/** Open cases: those that wait for the person first, then newest first. `total` counts all of them. */
export async function openMattersOf(
  app: App,
  actor: PersonActor,
  limit: number,
): Promise<{ items: OpenMatter[]; total: number }> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('cases.matter')
      .select([...columns, 'service_version', sql<number>`count(*) over ()`.as('total')])
      .where('owner_id', '=', actor.id)
      .where('closed_at', 'is', null)
      .orderBy(sql`state = 'waiting-for-person'`, 'desc')
      .orderBy('submitted_at', 'desc')
      .orderBy('ref')
      .limit(limit)
      .execute(),
  );
  if (rows.length === 0) return { items: [], total: 0 };
  const entries = await ownData(app, actor, (db) =>
    db
      .selectFrom('cases.history_entry')
      .select(['case_ref', 'action', 'to_state', 'at'])
      .where(
        'case_ref',
        'in',
        rows.map((row) => row.ref),
      )
      .orderBy('id', 'desc')
      .execute(),
  );
  const items = await Promise.all(
    rows.map(async (row): Promise<OpenMatter> => {
      const history = entries
        .filter((entry) => entry.case_ref === row.ref)
        .map((entry) => ({ action: entry.action, toState: entry.to_state, at: entry.at }));
      const waits = row.state === 'waiting-for-person';
      return {
        matter: toOwnMatter(row),
        definition: await requireServiceVersion(app, row.service_id, row.service_version),
        history,
        askedAt: waits ? (history.find((entry) => entry.action === 'ask')?.at ?? null) : null,
      };
    }),
  );
  return { items, total: rows[0]?.total ?? 0 };
}

/** Cases that were closed last, the latest first. */
export async function closedMattersOf(app: App, actor: PersonActor, limit: number): Promise<OwnMatter[]> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('cases.matter')
      .select(columns)
      .where('owner_id', '=', actor.id)
      .where('closed_at', 'is not', null)
      .orderBy('closed_at', 'desc')
      .orderBy('ref')
      .limit(limit)
      .execute(),
  );
  return rows.map(toOwnMatter);
}
