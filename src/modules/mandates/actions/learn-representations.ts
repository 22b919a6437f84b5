// Asks the registers for whom somebody acts by law, and keeps what they say, so that it can be chosen; the look is logged for those concerned.
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
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
 * @returns registers that gave no answer: of those nobody can be chosen now
 */
export async function learnRepresentations(
  app: App,
  self: PersonActor,
  language: Language,
): Promise<{ silent: RegisterId[] }> {
  const { registerId } = self;
  if (registerId === undefined) return { silent: [] };
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
    const kept: Representation[] = [];
    for (const { entry, right } of found) kept.push(await keep(tx, self, registerId, entry, right, language));
    await endOthers(tx, self, kept, silent);
    // Nobody was found: nothing but one's own was used.
    if (kept.length === 0) return tx.ownData();
    await tx.recordAccess(
      ...kept.map((each) => ({
        kind: 'read' as const,
        subject: each.representedId,
        fields: ['name', 'representation'],
        purpose: 'representation',
        legalBasis: each.register === 'companies' ? 'Art. 718a OR (SR 220)' : 'Art. 304 und 391 ZGB (SR 210)',
        as: { ...self, acting: actingByLaw(app, each, self) },
      })),
    );
  });
  return { silent };
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
  kept: readonly Representation[],
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
  if (kept.length > 0)
    ending = ending.where(
      'id',
      'not in',
      kept.map(({ id }) => id),
    );
  await ending.execute();
}
