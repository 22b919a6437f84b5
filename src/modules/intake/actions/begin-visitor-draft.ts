// Begins a draft for someone who has not signed in: nothing is read from any register, and only their browser can find it.
import { sql } from 'kysely';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { anonymous } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { hashOf, newSecret } from '../../../kernel/secret.ts';
import { transact } from '../../../kernel/transaction.ts';
import { draftExpiry, retentionOf } from '../retention.ts';
import { originHash } from '../visitor.ts';

/**
 * @param ip network address of the caller
 * @returns the secret for the browser's cookie; it is kept nowhere else
 * @throws Fault TOO_MANY_DRAFTS where as many are open from this address as the canton allows
 */
export async function beginVisitorDraft(
  app: App,
  definition: ServiceDefinition,
  language: Language,
  ip: string,
): Promise<string> {
  const secret = newSecret();
  const origin = originHash(app, ip);
  await transact(app, anonymous, async (tx) => {
    tx.ownData();
    const now = app.clock.now();
    // Those who begin at the same time from one address wait for each other, so that they count each other.
    const lock = `draft origin ${origin.toString('hex')}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx.db);
    const { open } = await tx.db
      .selectFrom('intake.draft')
      .select(({ fn }) => fn.countAll<string>().as('open'))
      .where('origin_hash', '=', origin)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    if (Number(open) >= retentionOf.of(app).visitorDrafts.mostFromOneAddress)
      throw new Fault('TOO_MANY_DRAFTS');
    await tx.db
      .insertInto('intake.draft')
      .values({
        service_id: definition.id,
        service_version: definition.version,
        token_hash: hashOf(secret),
        origin_hash: origin,
        language,
        created_at: now,
        updated_at: now,
        expires_at: draftExpiry(app, 'visitor'),
      })
      .execute();
  });
  return secret;
}
