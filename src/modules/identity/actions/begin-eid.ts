// Begins a sign-in by E-ID: remembers who asks, what for, and which claims that takes.
import type { Actor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { eidOf } from '../eid/connection.ts';
import { requestSeconds } from '../eid/eid-rules.ts';
import { claimsFor, purposeOf } from '../eid/purpose.ts';
import { hashOf } from '../../../kernel/secret.ts';

export interface EidBeginning {
  /** Secret of the browser, from its cookie. */
  browser: string;
  /** A person who is signed in confirms the session; everybody else signs in. */
  actor: Actor;
  /** Safe path on this site; empty: the account. */
  returnTo: string;
  serviceId: string | undefined;
}

/**
 * @returns id of the request
 * @throws Fault NOT_FOUND where there is no E-ID
 */
export async function beginEid(
  app: App,
  { browser, actor, returnTo, serviceId }: EidBeginning,
): Promise<string> {
  if (!eidOf(app)) throw new Fault('NOT_FOUND');
  const now = app.clock.now();
  const purpose = purposeOf(app, serviceId);
  const { id } = await impersonal(app, 'recognise-caller', (db) =>
    db
      .insertInto('identity.eid_request')
      .values({
        browser_hash: hashOf(browser),
        service_id: purpose.id === serviceId ? serviceId : null,
        account_id: actor.kind === 'person' ? actor.id : null,
        return_to: returnTo,
        claims: claimsFor(app, serviceId),
        created_at: now,
        expires_at: new Date(now.getTime() + requestSeconds * 1000),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}
