// Mandates as lists and pages show them: those somebody gave, those somebody was given, by key.
import { sql, type ExpressionBuilder } from 'kysely';
import { signedInId } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { DB } from '../../../kernel/db/tables.ts';
import { pageKey, readPageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { toMandate, type Mandate } from '../mandate.ts';
import { sideOf, type Side } from '../rules.ts';

export interface MandateList {
  items: Mandate[];
  next: string | null;
}

/** Whoever is signed in, without for whom they act. */
export function selfOf(actor: PersonActor): PersonActor {
  const { acting, ...self } = actor;
  return acting ? { ...self, ...acting.by } : self;
}

/** The account that is signed in, as the rules see it, whoever it acts for. */
export function accountOf(actor: PersonActor) {
  const { id, email, organisationId } = actor.acting?.by ?? actor;
  return { id, email, organisationId };
}

/** As whom somebody stands to a mandate: the child for whom a parent decides, otherwise whoever is signed in. */
function partyIn(actor: PersonActor) {
  if (actor.acting?.byLaw?.kind !== 'parent') return accountOf(actor);
  return { id: actor.id, email: undefined, organisationId: undefined };
}

const pageSize = 20;

/** Mandates that the person has given, newest first. */
export function givenBy(app: App, actor: PersonActor, cursor: string | undefined): Promise<MandateList> {
  const id = signedInId(actor);
  return ownData(app, actor, (db) => newestFirst(db, cursor, (eb) => eb('giver_id', '=', id)));
}

/** Mandates that the person, or the company they act for, has been given or offered, newest first. */
export function givenTo(app: App, actor: PersonActor, cursor: string | undefined): Promise<MandateList> {
  const account = accountOf(actor);
  return ownData(app, actor, (db) =>
    newestFirst(db, cursor, (eb) =>
      eb.and([
        eb('giver_id', '!=', account.id),
        eb.or([
          eb.and([eb('mandatary_id', '=', account.id), eb('offered_organisation', 'is', null)]),
          ...(account.email === undefined
            ? []
            : [
                eb.and([
                  eb('state', '=', 'offered'),
                  eb(sql`lower(offered_email)`, '=', account.email.toLowerCase()),
                ]),
              ]),
          ...(account.organisationId === undefined
            ? []
            : [eb('offered_organisation', '=', account.organisationId)]),
        ]),
      ]),
    ),
  );
}

async function newestFirst(
  db: Database,
  cursor: string | undefined,
  whose: (eb: ExpressionBuilder<DB, 'mandates.mandate'>) => ReturnType<typeof eb.and>,
): Promise<MandateList> {
  const seen = readPageKey(cursor, 'instant', 'uuid');
  let query = db
    .selectFrom('mandates.mandate')
    .selectAll()
    .where((eb) => whose(eb))
    .orderBy('offered_at', 'desc')
    .orderBy('id')
    .limit(pageSize + 1);
  if (seen) {
    const [at, id] = seen;
    query = query.where(
      sql<boolean>`(offered_at < ${at}::timestamptz or (offered_at = ${at}::timestamptz and id > ${id}::uuid))`,
    );
  }
  const rows = await query.execute();
  const items = rows.slice(0, pageSize).map(toMandate);
  const last = items.at(-1);
  return {
    items,
    next: pageKey(rows.length > pageSize && last ? [last.offeredAt.toISOString(), last.id] : undefined),
  };
}

/** One mandate and on which side of it the person is; undefined for anyone else's, so that nobody learns which exist. The caller answers: own data. */
export async function mandateOf(
  db: Database,
  actor: PersonActor,
  id: string,
  lock = false,
): Promise<{ mandate: Mandate; side: Side } | undefined> {
  if (!isUuid(id)) return undefined;
  let query = db.selectFrom('mandates.mandate').selectAll().where('id', '=', id);
  // Whoever answers or revokes it waits for those who are just using it, and the other way round.
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  const mandate = row && toMandate(row);
  const side = mandate && sideOf(mandate, partyIn(actor));
  return mandate && side && { mandate, side };
}
