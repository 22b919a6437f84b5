// Revokes a certificate with its reason: it no longer counts, what it opened closes at once, the course is due again.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { keepNotice } from '../../notifications/index.ts';
import { recordCertificate } from '../../policy/index.ts';
import { learningTexts } from '../learning-texts.ts';
import { lastDone } from '../queries/last-done.ts';
import { moveDuty } from './keep-duties.ts';

/** @throws Fault NOT_FOUND, CERTIFICATE_REVOKED */
export async function revokeCertificate(
  app: App,
  staff: StaffActor,
  asked: { code: string; reason: string },
): Promise<void> {
  await transact(app, staff, async (tx) => {
    const now = app.clock.now();
    const row = await tx.db
      .selectFrom('learning.certificate')
      .select(['id', 'staff_id', 'course', 'certificate', 'issued_at', 'valid_until', 'revoked_at'])
      .where('code', '=', asked.code)
      .forUpdate()
      .executeTakeFirst();
    if (!row) {
      // Nothing found concerns nobody.
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    if (row.revoked_at) throw new Fault('CERTIFICATE_REVOKED');
    await tx.db
      .updateTable('learning.certificate')
      .set({ revoked_at: now, revoked_by: staff.id, revoked_because: asked.reason })
      .where('id', '=', row.id)
      .execute();
    const holder = await accountById(tx, row.staff_id);
    const last = (await lastDone(tx.db, [row.staff_id], row.course)).get(`${row.staff_id} ${row.course}`);
    // An older one that was revoked says nothing about the one after it.
    const isNewest = last === undefined || last.completedAt <= row.issued_at;
    if (row.certificate !== null && isNewest && row.valid_until !== null && row.valid_until > now)
      await recordCertificate(tx, {
        ...{ staffId: row.staff_id, id: row.certificate, provider: 'learning' },
        ...{ from: now, until: now },
      });
    if (holder && isNewest) await moveDuty(tx, holder, row.course, last);
    await tx.recordAccess({
      ...{ kind: 'change', subject: row.staff_id, fields: ['name', 'certificate'], purpose: 'learning' },
    });
    if (holder)
      await keepNotice(tx, {
        key: `learning/revoked/${row.id}`,
        kind: 'work',
        to: holder,
        words: (language) => {
          const t = learningTexts(language);
          return {
            subject: t('mail.revoked.subject'),
            paragraphs: [t('mail.revoked.text'), t('mail.open', { url: `${app.config.baseUrl}/lernen` })],
          };
        },
        use: { purpose: 'learning' },
      });
    await tx.emit({ type: 'certificate.revoked', subject: row.id, data: { course: row.course } });
  });
}
