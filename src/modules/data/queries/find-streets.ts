// Streets in the register of addresses: those with a name like another, and those that a name begins.
import { sql } from 'kysely';
import { fold, type RegisteredStreet } from '../../../engine/index.ts';
import type { App } from '../../../kernel/app.ts';

/** Share of three-letter groups in common below which a name is another one; what is near enough the engine judges. */
const resemblance = 0.25;
const most = 12;
/** Names are shorter; more is not compared. */
const longest = 100;

/** The likest first; with a house number, whether the street has it. */
export async function streetsLike(
  app: App,
  name: string,
  houseNumber: number | undefined,
): Promise<RegisteredStreet[]> {
  const plain = fold(name.slice(0, longest), 'de').replace(/str$/, 'strasse');
  if (plain === '') return [];
  const likeness = sql<number>`similarity(plain_name, ${plain})`;
  return app.db
    .selectFrom('data.street')
    .select([
      'name',
      'postal_code as postalCode',
      (houseNumber === undefined ? sql<boolean>`true` : sql<boolean>`numbers @> ${houseNumber}::int`).as(
        'hasNumber',
      ),
    ])
    .where(likeness, '>=', resemblance)
    .orderBy(likeness, 'desc')
    .orderBy('name')
    .orderBy('postal_code')
    .limit(most)
    .execute();
}

export interface SuggestedStreet {
  street: string;
  postalCode: string;
  town: string;
}

/** Streets with a word that begins with what was typed; those whose name begins with it come first. At least two letters. */
export async function streetsBeginning(app: App, typed: string, limit: number): Promise<SuggestedStreet[]> {
  const plain = fold(typed.slice(0, longest), 'de');
  if (plain.length < 2) return [];
  return app.db
    .selectFrom('data.street')
    .select(['name as street', 'postal_code as postalCode', 'town'])
    .where(sql<string>`' ' || plain_name`, 'like', `% ${plain}%`)
    .orderBy(sql`plain_name like ${`${plain}%`}`, 'desc')
    .orderBy('plain_name')
    .orderBy('postal_code')
    .limit(limit)
    .execute();
}
