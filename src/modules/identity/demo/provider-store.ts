// The memory of the demonstration's identity provider, in the database: every process must find what another one wrote.
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { App } from '../../../kernel/app.ts';

/** Makes the store of one kind of thing (`Session`, `Interaction`, `AuthorizationCode`, `Grant`, ...). */
export function providerStore(app: App): (kind: string) => Adapter {
  const items = (kind: string, column: 'id' | 'uid', value: string) =>
    app.db
      .selectFrom('identity.demo_provider_item')
      .select(['payload', 'consumed_at'])
      .where('kind', '=', kind)
      .where(column, '=', value)
      .where('expires_at', '>', app.clock.now())
      .executeTakeFirst()
      .then((row) => {
        if (!row) return undefined;
        const payload = row.payload as AdapterPayload;
        return row.consumed_at
          ? { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) }
          : payload;
      });

  return (kind) => ({
    async upsert(id, payload, expiresIn = 3600) {
      const row = {
        payload: JSON.stringify(payload),
        grant_id: payload.grantId ?? null,
        uid: payload.uid ?? null,
        expires_at: new Date(app.clock.now().getTime() + expiresIn * 1000),
      };
      await app.db
        .insertInto('identity.demo_provider_item')
        .values({ kind, id, ...row })
        .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
        .execute();
    },
    find: (id) => items(kind, 'id', id),
    findByUid: (uid) => items(kind, 'uid', uid),
    // Only the device flow has user codes, and that is switched off.
    findByUserCode: () => Promise.resolve(undefined),
    async consume(id) {
      await app.db
        .updateTable('identity.demo_provider_item')
        .set({ consumed_at: app.clock.now() })
        .where('kind', '=', kind)
        .where('id', '=', id)
        .execute();
    },
    async destroy(id) {
      await app.db
        .deleteFrom('identity.demo_provider_item')
        .where('kind', '=', kind)
        .where('id', '=', id)
        .execute();
    },
    async revokeByGrantId(grantId) {
      await app.db
        .deleteFrom('identity.demo_provider_item')
        .where('kind', '=', kind)
        .where('grant_id', '=', grantId)
        .execute();
    },
  });
}
