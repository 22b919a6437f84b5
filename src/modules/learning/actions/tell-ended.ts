// learning.tell-ended: in the minute in which a certificate ends its holder hears what is closed now, and their head who stands in.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import type { LocalText } from '../../../kernel/i18n/texts.ts';
import { transact, type Transaction } from '../../../kernel/transaction.ts';
import { accountById, accountsOfUnit, type Account } from '../../identity/index.ts';
import { keepNotice } from '../../notifications/index.ts';
import { learningTexts } from '../learning-texts.ts';

const portion = 100;

interface EndedRow {
  id: string;
  staff_id: string;
  course: string;
  certificate: string | null;
  title: LocalText;
  issued_at: Date;
}

export async function tellEnded(app: App): Promise<void> {
  const now = app.clock.now();
  const ended = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('learning.certificate')
      .select('id')
      .where('told_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('valid_until', '<=', now)
      .orderBy('valid_until')
      .orderBy('id')
      .limit(portion)
      .execute(),
  );
  for (const { id } of ended)
    await transact(app, { kind: 'programme', task: 'learning.tell-ended' }, (tx) => tellOne(tx, id, now));
}

async function tellOne(tx: Transaction, id: string, now: Date): Promise<void> {
  tx.impersonal('show-nobody');
  const row = await tx.db
    .updateTable('learning.certificate')
    .set({ told_at: now })
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .returning(['id', 'staff_id', 'course', 'certificate', 'title', 'issued_at'])
    .executeTakeFirst();
  if (!row || (await hasNewer(tx, row))) return;
  const holder = await accountById(tx, row.staff_id);
  if (!holder) return;
  const certificate: EndedRow = { ...row, title: row.title as unknown as LocalText };
  await tellHolder(tx, holder, certificate);
  if (certificate.certificate !== null) await tellHeads(tx, holder, certificate);
  await tx.emit({ type: 'certificate.ended', subject: row.id, data: { course: row.course } });
}

async function hasNewer(tx: Transaction, row: Pick<EndedRow, 'staff_id' | 'course' | 'issued_at'>) {
  const newer = await tx.db
    .selectFrom('learning.certificate')
    .select('id')
    .where('staff_id', '=', row.staff_id)
    .where('course', '=', row.course)
    .where('issued_at', '>', row.issued_at)
    .where('revoked_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return newer !== undefined;
}

async function tellHolder(tx: Transaction, holder: Account, row: EndedRow): Promise<void> {
  await keepNotice(tx, {
    key: `learning/ended/${row.id}`,
    kind: 'work',
    to: holder,
    words: (language) => {
      const t = learningTexts(language);
      return {
        subject: t('mail.ended.subject'),
        paragraphs: [
          t(row.certificate === null ? 'mail.ended.text' : 'mail.ended.closed'),
          t('mail.open', { url: `${tx.app.config.baseUrl}/lernen` }),
        ],
      };
    },
    use: { purpose: 'learning' },
  });
}

/** Cases must not lie because of it: whoever leads the unit sees to it that a colleague takes them over. */
async function tellHeads(tx: Transaction, holder: Account, row: EndedRow): Promise<void> {
  const heads =
    holder.unit === undefined
      ? []
      : (await accountsOfUnit(tx, holder.unit)).filter(
          ({ id, roles }) => id !== holder.id && roles.includes('head'),
        );
  for (const head of heads)
    await keepNotice(tx, {
      key: `learning/ended/${row.id}/${head.id}`,
      kind: 'work',
      to: head,
      words: (language) => {
        const t = learningTexts(language);
        return {
          subject: t('mail.deputy.subject'),
          paragraphs: [
            t('mail.deputy.text', { name: holder.name }),
            t('mail.worklist', { url: `${tx.app.config.baseUrl}/arbeitsliste` }),
          ],
        };
      },
      // Of the head only the address at work is used; the one whose data is told is the holder.
      uses: [
        {
          ...{ kind: 'read', subject: holder.id, fields: ['name', 'certificate'], purpose: 'learning' },
        },
      ],
    });
}
