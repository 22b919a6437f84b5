// Says that a draft will be removed soon, once, early enough to go on with it.
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { retentionOf } from '../retention.ts';

/**
 * A hundred at a time; a draft that is changed again is announced again. A visitor's is not: nobody knows whom to write to, each
 * page of their form says until when it is kept, and once it is somebody's it is to be announced like any other.
 */
export async function announceRemoval(app: App): Promise<void> {
  const { announceDays } = retentionOf.of(app).drafts;
  await transact(app, { kind: 'programme', task: 'announce-removal' }, async (tx) => {
    // The mail is made by who hears of it, and logged there.
    tx.impersonal('show-nobody');
    const now = app.clock.now();
    const rows = await tx.db
      .selectFrom('intake.draft')
      .select(['id', 'service_id', 'owner_id', 'expires_at', 'language'])
      .where('submitted_ref', 'is', null)
      .where('clerk_id', 'is', null)
      .where('owner_id', 'is not', null)
      .where('announced_at', 'is', null)
      .where('expires_at', '>', now)
      .where('expires_at', '<=', new Date(now.getTime() + announceDays * 86_400_000))
      .orderBy('expires_at')
      .limit(100)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of rows) {
      await tx.db.updateTable('intake.draft').set({ announced_at: now }).where('id', '=', row.id).execute();
      await tx.emit({
        type: 'draft.expires-soon',
        subject: row.id,
        data: {
          service: row.service_id,
          owner: row.owner_id,
          expiresAt: row.expires_at.toISOString(),
          language: row.language,
        },
      });
    }
  });
}
