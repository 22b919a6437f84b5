// The one way to read personal data: the read and its log entry share a transaction, so neither exists without the other.
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { transact, type Transaction } from '../transaction.ts';
import type { Access } from './write-access.ts';

/**
 * Reads personal data and logs the use for the person concerned (IDG Basel-Stadt: purpose and minimisation).
 * `read` returns the value and whose data it was; when it finds nothing (undefined), nothing is logged.
 */
export async function readPersonal<Value>(
  app: App,
  actor: Actor,
  read: (tx: Transaction) => Promise<{ value: Value; access: Omit<Access, 'kind'>[] } | undefined>,
): Promise<Value | undefined> {
  return transact(app, actor, async (tx) => {
    const found = await read(tx);
    // Nothing found concerns nobody.
    if (!found) {
      await tx.recordAccess();
      return undefined;
    }
    await tx.recordAccess(...found.access.map((access) => ({ ...access, kind: 'read' as const })));
    return found.value;
  });
}
