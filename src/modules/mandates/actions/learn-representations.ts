// Asks the registers for whom somebody acts by law, and keeps what is new, so that it can be chosen; logged for those of whom it is new.
import type { Selectable } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import type { MandatesRepresentation } from '../../../kernel/db/tables.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { askRepresented, type Represented, type RegisterId } from '../../data/index.ts';
import { accountOfCompany, accountOfResident } from '../../identity/index.ts';
import { rightByLaw, type RightByLaw } from '../by-law.ts';
import { actingByLaw } from '../queries/acting-by-law.ts';
import { toRepresentation, type Representation } from '../representation.ts';

const registers = ['residents', 'companies'] as const;

/**
 * @param self whoever is signed in, without `acting`
 * @returns registers that gave no answer: of those nobody can be chosen now; and the representations whose use is logged already
 */
export async function learnRepresentations(
  app: App,
  self: PersonActor,
  language: Language,
): Promise<{ silent: RegisterId[]; logged: ReadonlySet<string> }> {
  const { registerId } = self;
  const logged = new Set<string>();
  if (registerId === undefined) return { silent: [], logged };
  const asked = await Promise.all(
    registers.map(async (register) => ({
      register,
      entries: await askRepresented(app, register, registerId, self.id),
    })),
  );
  const silent = asked.flatMap(({ register, entries }) => (entries ? [] : [register]));
  const today = app.clock.today();
  const found = asked.flatMap(({ entries = [] }) =>
    entries.flatMap((entry) => {
      const right = rightByLaw(entry, registerId, today);
      return right ? [{ entry, right }] : [];
    }),
  );
  await transact(app, self, async (tx) => {
    const known = await knownOf(tx, self);
    const kept: string[] = [];
    const changed: Representation[] = [];
    for (const { entry, right } of found) {
      const before = known.get(keyOf(entry.register, entry.id));
      if (before && isSame(before, entry, right)) kept.push(before.id);
      else changed.push(await keep(tx, self, registerId, entry, right, language));
    }
    await endOthers(tx, self, [...kept, ...changed.map(({ id }) => id)], silent);
    for (const { id } of changed) logged.add(id);
    // Nothing is new: who is shown is logged where they are shown.
    if (changed.length === 0) return tx.ownData();
    await tx.recordAccess(...changed.map((each) => lookAt(app, self, each)));
  });
  return { silent, logged };
}

/** That somebody got to see for whom they act by law, for the one it is about. */
export const lookAt = (app: App, self: PersonActor, each: Representation): Access => ({
  kind: 'read',
  subject: each.representedId,
  fields: ['name', 'representation'],
  purpose: 'representation',
  legalBasis: each.register === 'companies' ? 'Art. 718a OR (SR 220)' : 'Art. 304 und 391 ZGB (SR 210)',
  as: { ...self, acting: actingByLaw(app, each, self) },
});

const keyOf = (register: string, id: string) => `${register}/${id}`;

async function knownOf(tx: Transaction, self: PersonActor) {
  const rows = await tx.db
    .selectFrom('mandates.representation')
    .selectAll()
    .where('representative_id', '=', self.id)
    .execute();
  return new Map(rows.map((row) => [keyOf(row.register, row.represented_key), row]));
}

function isSame(known: Selectable<MandatesRepresentation>, entry: Represented, right: RightByLaw): boolean {
  const { kind, signing, areas, until, endedAt, representedName } = toRepresentation(known);
  return (
    endedAt === null &&
    representedName === (entry.name ?? entry.id) &&
    JSON.stringify({ kind, signing, areas, until }) ===
      JSON.stringify({ kind: right.kind, signing: right.signing, areas: right.areas, until: right.until })
  );
}

async function keep(
  tx: Transaction,
  self: PersonActor,
  registerId: string,
  entry: Represented,
  right: RightByLaw,
  language: Language,
): Promise<Representation> {
  const name = entry.name ?? entry.id;
  const account =
    entry.register === 'companies'
      ? await accountOfCompany(tx, { organisationId: entry.id, name, language })
      : await accountOfResident(tx, { registerId: entry.id, name, email: undefined, language });
  const said = {
    ...right,
    represented_name: name,
    as_of: entry.asOf,
    confirmed_at: tx.app.clock.now(),
    ended_at: null,
  };
  const row = await tx.db
    .insertInto('mandates.representation')
    .values({
      ...said,
      representative_id: self.id,
      representative_key: registerId,
      represented_id: account.id,
      represented_key: entry.id,
      register: entry.register,
    })
    .onConflict((conflict) => conflict.constraint('representation_once').doUpdateSet(said))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRepresentation(row);
}

/** What a register that has answered does not say (any more). */
async function endOthers(
  tx: Transaction,
  self: PersonActor,
  kept: readonly string[],
  silent: readonly RegisterId[],
): Promise<void> {
  const answered = registers.filter((register) => !silent.includes(register));
  if (answered.length === 0) return;
  let ending = tx.db
    .updateTable('mandates.representation')
    .set({ ended_at: tx.app.clock.now() })
    .where('representative_id', '=', self.id)
    .where('register', 'in', answered)
    .where('ended_at', 'is', null);
  if (kept.length > 0) ending = ending.where('id', 'not in', kept);
  await ending.execute();
}
