// subscriptions.hear: takes up what a module announces, once, and begins to look up who follows it.
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { termsOf } from '../terms.ts';
import { queueMatch } from './match.ts';

const task = 'subscriptions.hear';

/** @param payload the event as `emit` queues it: type, subject, data */
export async function hear(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = String(payload['type']);
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  for (const module of app.modules) {
    const said = await module.announces?.[type]?.(app, String(payload['subject']), data);
    if (!said) continue;
    const terms = termsOf(said);
    await transact(app, { kind: 'programme', task }, async (tx) => {
      const kept = await tx.db
        .insertInto('subscriptions.announcement')
        .values({
          ...{ key: said.key, at: said.at, path: said.path, terms },
          ...{ title: JSON.stringify(said.title), text: JSON.stringify(said.text) },
          ...{ from_day: said.days?.from ?? null, until_day: said.days?.until ?? null },
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!kept) return;
      if (terms.length > 0)
        await tx.db
          .insertInto('subscriptions.announcement_term')
          .values(terms.map((term) => ({ term, announcement_id: kept.id })))
          .execute();
      await queueMatch(tx, { announcement: kept.id, at: 0, after: null });
    });
  }
}
