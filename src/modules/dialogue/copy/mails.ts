// The mails to a person, for the copy of their data, as long as they are kept.
import { sql } from 'kysely';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { OwnCopy, OwnCopyPart } from '../../../kernel/own-copy.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import { consentPart, threadFiles, threadsPart } from '../threads/copy-threads.ts';
import { caseOfMail } from '../mail-key.ts';

interface ExportedMail {
  at: string;
  to: string;
  subject: string;
  sentAt: string | null;
  case: string | null;
}

const portion = 100;

async function* exportMails(app: App, holder: { id: string }): AsyncGenerator<ExportedMail> {
  let seen = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  for (;;) {
    const { at, id } = seen;
    const rows = await ownData(app, holder, (db) =>
      db
        .selectFrom('kernel.mail')
        .select(['id', 'key', 'at', 'recipient', 'subject', 'sent_at'])
        .where('account_id', '=', holder.id)
        .where(sql<boolean>`(at, id) < (${at}::timestamptz, ${id}::uuid)`)
        .select(sql<string>`at::text`.as('exactly'))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(portion)
        .execute(),
    );
    for (const row of rows)
      yield {
        at: row.at.toISOString(),
        to: row.recipient,
        subject: row.subject,
        sentAt: row.sent_at?.toISOString() ?? null,
        case: caseOfMail(row.key) ?? null,
      };
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    seen = { at: last.exactly, id: last.id };
  }
}

const mails: OwnCopyPart<ExportedMail> = {
  name: 'mails',
  tables: ['kernel.mail'],
  title: (language) => dialogueTexts(language)('copy.mails'),
  read: exportMails,
  print: (item, _app, language) => ({
    title: item.subject,
    lines: [`${formatDateTime(item.at, language)}, ${item.to}`],
  }),
};

export const dialogueCopy: OwnCopy = { parts: [mails, threadsPart, consentPart], files: threadFiles };
