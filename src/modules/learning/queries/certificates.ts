// Certificates: one's own, one by its code for whoever holds it, and those that were revoked, for everyone.
import type { Selectable } from 'kysely';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal, ownData } from '../../../kernel/audit/personal-data.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import type { LearningCertificate } from '../../../kernel/db/tables.ts';
import type { LocalText } from '../../../kernel/i18n/texts.ts';
import { isUuid } from '../../../kernel/uuid.ts';

export interface Issued {
  id: string;
  course: string;
  title: LocalText;
  code: string;
  badge: string;
  issuedAt: Date;
  validUntil: Date | undefined;
  revokedAt: Date | undefined;
}
export type OwnCertificate = Issued & {
  holder: string;
  language: string;
  /** Of the course. */
  version: number;
  /** Why it was revoked. */
  because: string | undefined;
};

const publicColumns = [
  'id',
  'course',
  'title',
  'code',
  'badge',
  'issued_at',
  'valid_until',
  'revoked_at',
] as const;

type PublicRow = Pick<Selectable<LearningCertificate>, (typeof publicColumns)[number]>;

const toIssued = (row: PublicRow): Issued => ({
  id: row.id,
  course: row.course,
  title: row.title as unknown as LocalText,
  code: row.code,
  badge: row.badge,
  issuedAt: row.issued_at,
  validUntil: row.valid_until ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
});

const ownColumns = [...publicColumns, 'holder', 'language', 'version', 'revoked_because'] as const;
const toOwn = (row: Pick<Selectable<LearningCertificate>, (typeof ownColumns)[number]>): OwnCertificate => ({
  ...toIssued(row),
  holder: row.holder,
  language: row.language,
  version: row.version,
  because: row.revoked_because ?? undefined,
});

/** The newest first. */
export async function ownCertificates(app: App, staff: Pick<StaffActor, 'id'>): Promise<OwnCertificate[]> {
  const rows = await ownData(app, staff, (db) =>
    db
      .selectFrom('learning.certificate')
      .select(ownColumns)
      .where('staff_id', '=', staff.id)
      .orderBy('issued_at', 'desc')
      .limit(200)
      .execute(),
  );
  return rows.map(toOwn);
}

export async function ownCertificate(
  app: App,
  staff: StaffActor,
  id: string | undefined,
): Promise<OwnCertificate | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await ownData(app, staff, (db) =>
    db
      .selectFrom('learning.certificate')
      .select(ownColumns)
      .where('id', '=', id)
      .where('staff_id', '=', staff.id)
      .executeTakeFirst(),
  );
  return row && toOwn(row);
}

/** What anyone who holds the code may learn: that it is genuine, of what, until when; not of whom. */
export async function certificateByCode(app: App, code: string): Promise<Issued | undefined> {
  const row = await impersonal(app, 'check-document', (db) =>
    db.selectFrom('learning.certificate').select(publicColumns).where('code', '=', code).executeTakeFirst(),
  );
  return row && toIssued(row);
}

/** The same with the name, for whoever may revoke it; logged for its holder. */
export function certificateForTrainer(
  app: App,
  staff: StaffActor,
  code: string,
): Promise<OwnCertificate | undefined> {
  return readPersonal(app, staff, async (tx) => {
    const row = await tx.db
      .selectFrom('learning.certificate')
      .select([...ownColumns, 'staff_id'])
      .where('code', '=', code)
      .executeTakeFirst();
    return (
      row && {
        value: toOwn(row),
        access: [{ subject: row.staff_id, fields: ['name', 'certificate'], purpose: 'learning' }],
      }
    );
  });
}

/** Ids of revoked certificates, the oldest revocation first: badges name this list. */
export async function revocations(app: App): Promise<{ id: string; at: Date }[]> {
  const rows = await impersonal(app, 'check-document', (db) =>
    db
      .selectFrom('learning.certificate')
      .select(['id', 'revoked_at'])
      .where('revoked_at', 'is not', null)
      .orderBy('revoked_at')
      .orderBy('id')
      .execute(),
  );
  return rows.flatMap(({ id, revoked_at: at }) => (at ? [{ id, at }] : []));
}
