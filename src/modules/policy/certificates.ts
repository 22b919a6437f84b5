// Certificates of staff: the port by which the program asks, and its first provider, a table that only grows.
import { sql } from 'kysely';
import { perApp, type App } from '../../kernel/app.ts';
import { impersonal } from '../../kernel/audit/personal-data.ts';
import type { Database } from '../../kernel/db/connect.ts';
import type { Transaction } from '../../kernel/transaction.ts';
import { accountNames } from '../identity/index.ts';

export interface Certificate {
  /** As policy.yaml names it: `sensitive-data`. */
  id: string;
  /** From this instant on it is no longer valid. */
  validUntil: Date;
}

/** Who knows what certificates staff hold. */
export interface CertificateProvider {
  /**
   * @param at only those that had begun at this instant; those that have ended are there, too, so that one can say since when
   * @returns the newest of each kind
   */
  certificatesOf(db: Database, staffIds: readonly string[], at: Date): Promise<Map<string, Certificate[]>>;
}

export const certificateProvider = perApp<CertificateProvider>('The certificates of staff');

/** Certificates of one member of staff, those that have ended too. */
export async function certificatesOf(
  app: App,
  db: Database,
  staffId: string,
  at: Date,
): Promise<Certificate[]> {
  return (await certificateProvider.of(app).certificatesOf(db, [staffId], at)).get(staffId) ?? [];
}

/** Ids of those that are valid at an instant. */
export const validAt = (certificates: readonly Certificate[], at: Date): string[] =>
  certificates.filter(({ validUntil }) => validUntil > at).map(({ id }) => id);

export const certificateTable: CertificateProvider = {
  certificatesOf: async (db, staffIds, at) => {
    if (staffIds.length === 0) return new Map();
    const { rows } = await sql<{ staff: string; id: string; validUntil: Date }>`
      select distinct on (staff_id, certificate) staff_id as staff, certificate as id, valid_until as "validUntil"
      from policy.certificate held where staff_id = any(${staffIds}::uuid[]) and valid_from <= ${at}
      order by staff_id, certificate, held.id desc`.execute(db);
    const found = new Map<string, Certificate[]>();
    for (const { staff, ...certificate } of rows)
      found.set(staff, [...(found.get(staff) ?? []), certificate]);
    return found;
  },
};

/**
 * What whoever trains staff says of a certificate, in the transaction in which it is issued or revoked. Adds a row; the newest one
 * counts, so ending a certificate early is one that ends early.
 */
export async function recordCertificate(
  tx: Transaction,
  row: { staffId: string; id: string; from: Date; until: Date; provider: string },
): Promise<void> {
  await tx.db
    .insertInto('policy.certificate')
    .values({
      staff_id: row.staffId,
      certificate: row.id,
      valid_from: row.from,
      valid_until: row.until,
      provider: row.provider,
      at: tx.app.clock.now(),
    })
    .execute();
  await tx.recordAccess({
    kind: 'change',
    subject: row.staffId,
    fields: ['certificate'],
    purpose: 'certificate',
  });
}

/** Certificates of whoever has no account any more; the database refuses to delete those of an account that stays. */
export async function forgetGoneCertificates(app: App): Promise<void> {
  const rows = await impersonal(app, 'expire', (db) =>
    db.selectFrom('policy.certificate').select('staff_id as id').distinct().execute(),
  );
  const ids = rows.map(({ id }) => id);
  const known = await accountNames(app, ids);
  const gone = ids.filter((id) => !known.has(id));
  if (gone.length === 0) return;
  await impersonal(app, 'expire', (db) =>
    db.deleteFrom('policy.certificate').where('staff_id', 'in', gone).execute(),
  );
}
