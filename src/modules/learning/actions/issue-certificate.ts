// Issues the certificate of a completion: the row, the signed badge, and what the policy asks for, in one transaction.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Language } from '../../../kernel/i18n/texts.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { newVerifyCode } from '../../../kernel/verify-code.ts';
import { recordCertificate } from '../../policy/index.ts';
import { badgeKeyOf } from '../badge/badge-key.ts';
import { credentialOf } from '../badge/credential.ts';
import { signBadge } from '../badge/sign-badge.ts';
import { achievementWords, issuerName } from '../badge/words.ts';
import type { Course } from '../course.ts';
import type { Holder } from '../holder.ts';
import { monthsLater } from '../intervals.ts';

/** @returns until when it is valid; undefined: without end */
export async function issueCertificate(
  tx: Transaction,
  holder: Holder,
  { course, completion, language }: { course: Course; completion: number; language: Language },
): Promise<Date | undefined> {
  const { app } = tx;
  const issuedAt = app.clock.now();
  const validUntil = course.validMonths === undefined ? undefined : monthsLater(issuedAt, course.validMonths);
  const id = randomUUID();
  const base = app.config.baseUrl;
  const credential = credentialOf({
    ...{ id, base, language, holder, issuedAt, validUntil },
    issuer: issuerName(app, language),
    course: achievementWords(course, language),
    salt: randomBytes(16).toString('hex'),
  });
  await tx.db
    .insertInto('learning.certificate')
    .values({
      id,
      staff_id: holder.id,
      completion_id: completion,
      holder: holder.name,
      language,
      course: course.id,
      version: course.version,
      title: JSON.stringify(course.title),
      certificate: course.certificate ?? null,
      code: newVerifyCode(),
      badge: await signBadge(credential, badgeKeyOf(app), base),
      issued_at: issuedAt,
      valid_until: validUntil ?? null,
    })
    .execute();
  // The policy asks its own table, whoever says so: its cases open with this transaction, and close at the minute named here.
  if (course.certificate !== undefined && validUntil !== undefined)
    await recordCertificate(tx, {
      ...{ staffId: holder.id, id: course.certificate, from: issuedAt, until: validUntil },
      provider: 'learning',
    });
  return validUntil;
}
