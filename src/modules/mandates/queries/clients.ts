// For whom somebody may act today, by mandate and by law: searched and paged by name, also for those who act for hundreds.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import type { RegisterId } from '../../data/index.ts';
import { toMandate, type Mandate } from '../mandate.ts';
import { toRepresentation, type Representation } from '../representation.ts';
import { accountOf } from './mandates.ts';

const pageSize = 25;

/** Somebody for whom one may act: `id` is what a session or a request names. */
export type Client = { id: string; name: string } & ({ mandate: Mandate } | { byLaw: Representation });

/**
 * By name of whoever is acted for.
 * @param options.q part of the name, as typed
 * @param options.cursor id of the last one seen
 * @param options.silent registers that do not answer: what only they could confirm is left out
 */
export async function clientsOf(
  app: App,
  actor: PersonActor,
  options: { q?: string | undefined; cursor?: string | undefined; silent?: readonly RegisterId[] },
): Promise<{ items: Client[]; next: string | null }> {
  const { id, organisationId } = accountOf(actor);
  const today = app.clock.today();
  const [seen] = readPageKey(options.cursor, 'uuid') ?? [];
  const words = (options.q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 5)
    // % and _ stand for themselves.
    .map((word) => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
  return ownData(app, actor, async (db) => {
    const { rows } = await sql<{ id: string; law: boolean }>`
      select id, law from (
        select id, lower(giver_name) as name, false as law from mandates.mandate
        where state = 'accepted' and valid_from <= ${today} and valid_until >= ${today} and giver_id <> ${id}
          and ((mandatary_id = ${id} and offered_organisation is null) or offered_organisation = ${organisationId ?? null}::text)
        union all
        select id, lower(represented_name), true from mandates.representation
        where representative_id = ${id} and ended_at is null and (until is null or until >= ${today})
          and register <> all (${[...(options.silent ?? [])]}::text[])
      ) as client
      where name like all (${words}::text[])
        and (${seen ?? null}::uuid is null or (name, id) > (
          select lower(giver_name), id from mandates.mandate where id = ${seen ?? null}::uuid
          union all
          select lower(represented_name), id from mandates.representation where id = ${seen ?? null}::uuid
        ))
      order by name, id
      limit ${pageSize + 1}`.execute(db);
    const shown = rows.slice(0, pageSize);
    const clients = await load(db, shown);
    return { items: clients, next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null };
  });
}

async function load(db: Database, rows: readonly { id: string; law: boolean }[]): Promise<Client[]> {
  const ids = (law: boolean) => rows.flatMap((row) => (row.law === law ? [row.id] : []));
  const none = '00000000-0000-0000-0000-000000000000';
  const mandates = await db
    .selectFrom('mandates.mandate')
    .selectAll()
    .where('id', 'in', [none, ...ids(false)])
    .execute();
  const representations = await db
    .selectFrom('mandates.representation')
    .selectAll()
    .where('id', 'in', [none, ...ids(true)])
    .execute();
  const found = new Map<string, Client>([
    ...mandates.map((row) => {
      const mandate = toMandate(row);
      return [row.id, { id: row.id, name: mandate.giverName, mandate }] as const;
    }),
    ...representations.map((row) => {
      const byLaw = toRepresentation(row);
      return [row.id, { id: row.id, name: byLaw.representedName, byLaw }] as const;
    }),
  ]);
  return rows.flatMap(({ id }) => found.get(id) ?? []);
}
