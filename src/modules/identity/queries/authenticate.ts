// Who is calling: a bearer token first, then the session cookie; one indexed query each.
import type { IncomingHttpHeaders } from 'node:http';
import { actingRules } from '../../../kernel/acting.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Authenticated } from '../../../kernel/module.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { asAssurance, toAccount, toActor } from '../account.ts';
import { hashOf, isSecret } from '../../../kernel/secret.ts';
import { idleSeconds, latestBegin, sessionCookie } from '../session-rules.ts';

const accountColumns = [
  'account.id',
  'account.subject',
  'account.kind',
  'account.name',
  'account.email',
  'account.register_id',
  'account.organisation_id',
  'account.unit',
  'account.roles',
  'account.language',
] as const;

/** @throws Fault TOKEN_INVALID for a bearer token that is unknown or has expired, MANDATE_LAPSED for a mandate that is not theirs */
export async function authenticate(
  app: App,
  headers: IncomingHttpHeaders,
): Promise<Authenticated | undefined> {
  const bearer = /^Bearer +(.*)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return byToken(app, bearer.trim(), headers[actingHeader]);
  const secret = readSessionCookie(headers.cookie);
  return secret === undefined ? undefined : bySession(app, secret);
}

/** The first well-formed session secret of a Cookie header. */
function readSessionCookie(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === sessionCookie && isSecret(value)) return value;
  }
  return undefined;
}

/** With a token: the id of the mandate under which this one request is made. */
const actingHeader = 'acting-mandate';

async function byToken(app: App, token: string, mandate?: string | string[]): Promise<Authenticated> {
  const now = app.clock.now();
  const row = isSecret(token)
    ? await impersonal(app, 'recognise-caller', (db) =>
        db
          .selectFrom('identity.access_token as token')
          .innerJoin('identity.account as account', 'account.id', 'token.account_id')
          .select([...accountColumns, 'token.assurance'])
          .where('token.token_hash', '=', hashOf(token))
          .where('token.expires_at', '>', now)
          .where('token.created_at', '<=', latestBegin(now))
          .executeTakeFirst(),
      )
    : undefined;
  if (!row) throw new Fault('TOKEN_INVALID');
  const account = toAccount(row);
  const actor = toActor(account, asAssurance(row.assurance));
  if (mandate === undefined) return { actor, language: account.language };
  const other =
    actor.kind === 'person' && isUuid(String(mandate))
      ? await actingRules(app).actorFor(app, String(mandate), actor)
      : undefined;
  // What was meant for somebody else must never be done for oneself.
  if (!other) throw new Fault('MANDATE_LAPSED');
  return { actor: other, language: account.language };
}

async function bySession(app: App, secret: string): Promise<Authenticated | undefined> {
  const now = app.clock.now();
  const row = await impersonal(app, 'recognise-caller', (db) =>
    db
      .selectFrom('identity.session as session')
      .innerJoin('identity.account as account', 'account.id', 'session.account_id')
      .select([
        ...accountColumns,
        'session.id as session_id',
        'session.assurance',
        'session.seen_at',
        'session.mandate_id',
      ])
      .where('session.secret_hash', '=', hashOf(secret))
      .where('session.ended_at', 'is', null)
      // Without its second factor nobody is signed in.
      .where('session.second_factor', '!=', 'wanted')
      .where('session.expires_at', '>', now)
      .where('session.created_at', '<=', latestBegin(now))
      .where('session.seen_at', '<=', latestBegin(now))
      .where('session.seen_at', '>', new Date(now.getTime() - idleSeconds * 1000))
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  // Once a minute is exact enough for a limit of half an hour, and spares a write with every page.
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  if (row.seen_at < aMinuteAgo) {
    await impersonal(app, 'recognise-caller', (db) =>
      db
        .updateTable('identity.session')
        .set({ seen_at: now })
        .where('id', '=', row.session_id)
        .where('seen_at', '<', aMinuteAgo)
        .execute(),
    );
  }
  const account = toAccount(row);
  const actor = toActor(account, asAssurance(row.assurance));
  const other =
    row.mandate_id === null || actor.kind !== 'person'
      ? undefined
      : await actingRules(app).actorFor(app, row.mandate_id, actor);
  return {
    actor: other ?? actor,
    sessionId: row.session_id,
    language: account.language,
  };
}
