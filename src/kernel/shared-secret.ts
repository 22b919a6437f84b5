// Secrets that all processes share: made once, kept in the database, read by whoever needs them.
import type { Database } from './db/connect.ts';

/**
 * The secret of that name; `make` is called only while it does not exist. Processes that start together get the same one.
 * @param name `identity.demo-provider`
 */
export async function sharedSecret(
  db: Database,
  name: string,
  make: () => string | Promise<string>,
): Promise<string> {
  const read = () =>
    db.selectFrom('kernel.secret').select('value').where('name', '=', name).executeTakeFirst();
  const found = await read();
  if (found) return found.value;
  await db
    .insertInto('kernel.secret')
    .values({ name, value: await make() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const made = await read();
  if (!made) throw new Error(`The secret ${name} was removed while it was made`);
  return made.value;
}
