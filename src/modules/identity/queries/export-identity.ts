// Sessions, tokens, passkeys and E-ID requests of an account, for the copy of one's own data; no secret and no key leaves with it.
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';

export interface ExportedSignIn {
  kind: 'session' | 'token' | 'eid';
  device: string;
  assurance: string | null;
  createdAt: string;
  seenAt: string | null;
  expiresAt: string;
  endedAt: string | null;
}

export interface ExportedPasskey {
  name: string;
  createdAt: string;
  usedAt: string | null;
  transports: string[];
  signCount: number;
}

/** All that is still kept, the ended ones too: few, they go within hours. */
export async function* exportSignIns(app: App, holder: { id: string }): AsyncGenerator<ExportedSignIn> {
  const { sessions, tokens, requests } = await ownData(app, holder, async (db) => ({
    sessions: await db
      .selectFrom('identity.session')
      .select(['device', 'assurance', 'created_at', 'seen_at', 'expires_at', 'ended_at'])
      .where('account_id', '=', holder.id)
      .orderBy('created_at', 'desc')
      .execute(),
    tokens: await db
      .selectFrom('identity.access_token')
      .select(['assurance', 'created_at', 'expires_at'])
      .where('account_id', '=', holder.id)
      .orderBy('created_at', 'desc')
      .execute(),
    requests: await db
      .selectFrom('identity.eid_request')
      .select(['created_at', 'expires_at'])
      .where('account_id', '=', holder.id)
      .orderBy('created_at', 'desc')
      .execute(),
  }));
  for (const row of sessions)
    yield {
      kind: 'session',
      device: row.device,
      assurance: row.assurance,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    };
  const plain = { device: '', seenAt: null, endedAt: null };
  for (const row of tokens)
    yield {
      kind: 'token',
      ...plain,
      assurance: row.assurance,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    };
  for (const row of requests)
    yield {
      kind: 'eid',
      ...plain,
      assurance: null,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    };
}

export async function* exportPasskeys(app: App, holder: { id: string }): AsyncGenerator<ExportedPasskey> {
  const rows = await ownData(app, holder, (db) =>
    db
      .selectFrom('identity.passkey')
      .select(['name', 'created_at', 'used_at', 'transports', 'sign_count'])
      .where('account_id', '=', holder.id)
      .orderBy('created_at')
      .execute(),
  );
  for (const row of rows)
    yield {
      name: row.name,
      createdAt: row.created_at.toISOString(),
      usedAt: row.used_at?.toISOString() ?? null,
      transports: row.transports,
      signCount: Number(row.sign_count),
    };
}
