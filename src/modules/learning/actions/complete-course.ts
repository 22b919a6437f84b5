// Somebody has passed: the completion that nobody changes, its certificate, and when the course is due again.
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import type { Course } from '../course.ts';
import type { Holder } from '../holder.ts';
import { issueCertificate } from './issue-certificate.ts';
import { moveDuty } from './keep-duties.ts';

export async function completeCourse(
  tx: Transaction,
  holder: Holder,
  course: Course,
  language: Language,
): Promise<void> {
  const at = tx.app.clock.now();
  const { id } = await tx.db
    .insertInto('learning.completion')
    .values({ staff_id: holder.id, course: course.id, version: course.version, at })
    .returning('id')
    .executeTakeFirstOrThrow();
  const validUntil = await issueCertificate(tx, holder, { course, completion: id, language });
  await moveDuty(tx, holder, course.id, { completedAt: at, validUntil });
  await tx.emit({
    type: 'course.completed',
    subject: String(id),
    data: { course: course.id, version: course.version },
  });
}
