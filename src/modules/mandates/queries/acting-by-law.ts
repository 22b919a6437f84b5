// Who acts for whom by law: the register is asked with every request, and what it says is locked in every transaction.
import type { Acting } from '../../../kernel/acting.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import { Fault } from '../../../kernel/errors.ts';
import { services } from '../../catalogue/index.ts';
import { askRepresentatives, deceasedAmong, learnDeaths } from '../../data/index.ts';
import { accountById } from '../../identity/index.ts';
import { rightByLaw, type RightByLaw } from '../by-law.ts';
import { standsOn, toRepresentation, type Representation } from '../representation.ts';
import { representationFile } from '../representation-file.ts';

/** Services that may be done for them: those that let somebody act for a person or a company, of a guardian those of its areas. */
export function servicesByLaw(app: App, { kind, areas }: RightByLaw): string[] {
  const whom = kind === 'signatory' ? 'organisation' : 'person';
  const open = services(app).filter((definition) => definition.identity.actFor.includes(whom));
  const file = representationFile(app).areas;
  const within = areas && new Set(areas.flatMap((area) => file[area]?.services ?? []));
  return open.map(({ id }) => id).filter((id) => within === null || within.has(id));
}

type Self = Pick<PersonActor, 'id' | 'name' | 'email' | 'organisationId' | 'registerId'>;

export function actingByLaw(app: App, representation: Representation, by: Self): Acting {
  const { kind, signing, areas, until, register, representedKey } = representation;
  const { id, name, email, organisationId, registerId } = by;
  return {
    mandateId: representation.id,
    byLaw: {
      kind,
      ...(signing === null ? {} : { signing }),
      ...(areas === null ? {} : { limited: true as const }),
    },
    by: { id, name, email, organisationId, registerId },
    until: until ?? undefined,
    services: new Set(servicesByLaw(app, representation)),
    matters: new Set(),
    registerIds: [registerId, ...(register === 'residents' ? [representedKey] : [])].filter(
      (each) => each !== undefined,
    ),
    lapsed: !standsOn(representation, app.clock.today()),
  };
}

/** @returns undefined where it is no representation of theirs */
export async function actorByLaw(app: App, id: string, by: PersonActor): Promise<PersonActor | undefined> {
  const known = await impersonal(app, 'find-rights', (db) => load(db, id, false));
  if (known?.representativeId !== by.id) return undefined;
  const account = await accountById(app, known.representedId);
  if (!account) return undefined;
  if (by.registerId !== undefined) await learnDeaths(app, [by.registerId]);
  const said = await askAgain(app, known, by);
  const representation = said === 'silent' ? known : said;
  const acting = actingByLaw(app, representation, by);
  const dead = (await deceasedAmong(app.db, acting.registerIds)).size > 0;
  const company = known.register === 'companies';
  return {
    kind: 'person',
    id: account.id,
    subject: account.subject,
    name: account.name,
    email: account.email,
    registerId: company ? undefined : known.representedKey,
    organisationId: company ? known.representedKey : undefined,
    assurance: by.assurance,
    acting: {
      ...acting,
      lapsed: acting.lapsed || dead || said === 'silent',
      ...(said === 'silent' ? { unconfirmed: true as const } : {}),
    },
  };
}

/** What the register says of it now, kept where it is another thing than before. */
async function askAgain(
  app: App,
  known: Representation,
  by: PersonActor,
): Promise<Representation | 'silent'> {
  const { registerId } = by;
  const entry =
    registerId === undefined
      ? undefined
      : await askRepresentatives(app, known.register, known.representedKey, by.id);
  if (entry === 'silent') return 'silent';
  const right = entry && registerId !== undefined && rightByLaw(entry, registerId, app.clock.today());
  const now = app.clock.now();
  const said: Representation = right
    ? { ...known, ...right, endedAt: null }
    : { ...known, endedAt: known.endedAt ?? now };
  if (JSON.stringify(said) !== JSON.stringify(known))
    await impersonal(app, 'find-rights', (db) =>
      db
        .updateTable('mandates.representation')
        .set({
          kind: said.kind,
          signing: said.signing,
          areas: said.areas,
          until: said.until,
          ended_at: said.endedAt,
          confirmed_at: now,
        })
        .where('id', '=', known.id)
        .execute(),
    );
  return said;
}

/**
 * Holds it until the transaction ends, as the register said when this request began.
 * @throws Fault REPRESENTATION_ENDED, REPRESENTATION_UNCONFIRMED
 */
export async function confirmByLaw(app: App, db: Database, acting: Acting): Promise<void> {
  if (acting.unconfirmed) throw new Fault('REPRESENTATION_UNCONFIRMED');
  const { mandateId, by, registerIds } = acting;
  const held = await impersonal(app, 'find-rights', () => load(db, mandateId, true));
  const holds = held?.representativeId === by.id && standsOn(held, app.clock.today());
  // The same right as when it was asked whether this may be done.
  const same =
    held?.kind === acting.byLaw?.kind &&
    held?.signing === (acting.byLaw?.signing ?? null) &&
    new Set(held && servicesByLaw(app, held)).symmetricDifference(acting.services).size === 0;
  if (!holds || !same || (await deceasedAmong(db, registerIds)).size > 0)
    throw new Fault('REPRESENTATION_ENDED');
}

async function load(db: Database, id: string, hold: boolean): Promise<Representation | undefined> {
  let query = db.selectFrom('mandates.representation').selectAll().where('id', '=', id);
  if (hold) query = query.forShare();
  const row = await query.executeTakeFirst();
  return row && toRepresentation(row);
}
