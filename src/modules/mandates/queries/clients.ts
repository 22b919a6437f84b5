// For whom somebody may act today, by mandate and by law: searched and paged by name, also for those who act for hundreds.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { transact } from '../../../kernel/transaction.ts';
import type { RegisterId } from '../../data/index.ts';
import { learnRepresentations, lookAt } from '../actions/learn-representations.ts';
import { toMandate, type Mandate } from '../mandate.ts';
import { toRepresentation, type Representation } from '../representation.ts';
import { accountOf, selfOf } from './mandates.ts';

const pageSize = 25;

/** Somebody for whom one may act: `id` is what a session or a request names. */
export type Client = { id: string; name: string } & ({ mandate: Mandate } | { byLaw: Representation });

/**
 * By name of whoever is acted for; that those by law are shown is logged for each of them. The registers are asked with the first
 * page: whoever is chosen from a later one is asked for again, alone.
 * @param options.q part of the name, as typed
 * @param options.cursor id of the last one seen
 * @returns with the registers that do not answer: what only they could confirm is left out
 */
export async function clientsOf(
  app: App,
  actor: PersonActor,
  language: Language,
  options: { q?: string | undefined; cursor?: string | undefined },
): Promise<{ items: Client[]; next: string | null; silent: readonly RegisterId[] }> {
  const self = selfOf(actor);
  const { silent, logged } =
    options.cursor === undefined
      ? await learnRepresentations(app, self, language)
      : { silent: [], logged: new Set<string>() };
  const { id, organisationId } = accountOf(actor);
  const today = app.clock.today();
  const [seen] = readPageKey(options.cursor, 'uuid') ?? [];
  const words = (options.q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 5)
    // % and _ stand for themselves.
    .map((word) => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
  return transact(app, self, async (tx) => {
    const { rows } = await sql<{ id: string; law: boolean }>`
      select id, law from (
        select id, lower(giver_name) as name, false as law from mandates.mandate
        where state = 'accepted' and valid_from <= ${today} and valid_until >= ${today} and giver_id <> ${id}
          and ((mandatary_id = ${id} and offered_organisation is null) or offered_organisation = ${organisationId ?? null}::text)
        union all
        select id, lower(represented_name), true from mandates.representation
        where representative_id = ${id} and ended_at is null and (until is null or until >= ${today})
          and register <> all (${[...silent]}::text[])
      ) as client
      where name like all (${words}::text[])
        and (${seen ?? null}::uuid is null or (name, id) > (
          select lower(giver_name), id from mandates.mandate where id = ${seen ?? null}::uuid
          union all
          select lower(represented_name), id from mandates.representation where id = ${seen ?? null}::uuid
        ))
      order by name, id
      limit ${pageSize + 1}`.execute(tx.db);
    const shown = rows.slice(0, pageSize);
    const items = await load(tx.db, shown);
    const looks = items.flatMap((each) =>
      'byLaw' in each && !logged.has(each.id) ? [lookAt(app, self, each.byLaw)] : [],
    );
    if (looks.length === 0) tx.ownData();
    else await tx.recordAccess(...looks);
    return { items, next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null, silent };
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
