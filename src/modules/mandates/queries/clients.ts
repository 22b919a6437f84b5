// For whom somebody may act today: searched and paged by name, also for those who act for hundreds.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { toMandate, type Mandate } from '../mandate.ts';
import { accountOf } from './mandates.ts';

const pageSize = 25;

/**
 * Mandates that may be used today, by name of the giver.
 * @param options.q part of the name, as typed
 * @param options.cursor id of the last one seen
 */
export async function clientsOf(
  app: App,
  actor: PersonActor,
  options: { q?: string | undefined; cursor?: string | undefined },
): Promise<{ items: Mandate[]; next: string | null }> {
  const account = accountOf(actor);
  const today = app.clock.today();
  const [seen] = readPageKey(options.cursor, 'uuid') ?? [];
  let query = app.db
    .selectFrom('mandates.mandate')
    .selectAll()
    .where('state', '=', 'accepted')
    .where('valid_from', '<=', today)
    .where('valid_until', '>=', today)
    .where('giver_id', '!=', account.id)
    .where((eb) =>
      eb.or([
        eb.and([eb('mandatary_id', '=', account.id), eb('offered_organisation', 'is', null)]),
        ...(account.organisationId === undefined
          ? []
          : [eb('offered_organisation', '=', account.organisationId)]),
      ]),
    )
    .orderBy(sql`lower(giver_name)`)
    .orderBy('id')
    .limit(pageSize + 1);
  const words = (options.q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 5);
  for (const word of words) {
    // % and _ stand for themselves.
    query = query.where(sql`lower(giver_name)`, 'like', `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
  }
  if (seen !== undefined) {
    query = query.where(
      sql<boolean>`(lower(giver_name), id) > (select lower(giver_name), id from mandates.mandate where id = ${seen}::uuid)`,
    );
  }
  const rows = await ownData(app, actor, () => query.execute());
  const items = rows.slice(0, pageSize).map(toMandate);
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}
