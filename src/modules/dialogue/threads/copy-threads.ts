// One's threads with all messages, and their files, for the copy of one's own data.
import { sql } from 'kysely';
import type { PersonActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { findFiles, streamFile } from '../../../kernel/files/store-file.ts';
import { forPersons, type OwnCopyFile, type OwnCopyPart } from '../../../kernel/own-copy.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { threadTexts } from './thread-texts.ts';

interface ExportedThread {
  id: string;
  unit: string;
  service: string | null;
  case: string | null;
  subject: string;
  messages: {
    at: string;
    fromUnit: boolean;
    body: string;
    openedAt: string | null;
    deadline: string | null;
  }[];
}
interface ExportedConsent {
  since: string;
  endedAt: string | null;
}

const portion = 50;

async function* exportThreads(app: App, actor: PersonActor): AsyncGenerator<ExportedThread> {
  let after = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  for (;;) {
    const { at, id } = after;
    const rows = await ownData(app, actor, (db) =>
      db
        .selectFrom('dialogue.thread as t')
        .select(['t.id', 't.unit', 't.service_id as service', 't.case_ref as case', 't.subject'])
        .select(sql<string>`t.last_at::text`.as('exactly'))
        .select(
          sql<
            ExportedThread['messages']
          >`(select coalesce(json_agg(json_build_object('at', m.at, 'fromUnit', m.from_unit,
            'body', m.body, 'openedAt', m.opened_at, 'deadline', m.deadline) order by m.at, m.id), '[]')
            from dialogue.message m where m.thread_id = t.id)`.as('messages'),
        )
        .where('t.account_id', '=', actor.id)
        .where(sql<boolean>`(t.last_at, t.id) < (${at}::timestamptz, ${id}::uuid)`)
        .orderBy('t.last_at', 'desc')
        .orderBy('t.id', 'desc')
        .limit(portion)
        .execute(),
    );
    for (const { exactly: _exactly, ...row } of rows) yield row;
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    after = { at: last.exactly, id: last.id };
  }
}

async function* exportConsents(app: App, actor: PersonActor): AsyncGenerator<ExportedConsent> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('dialogue.electronic_service')
      .select(['since', 'ended_at as endedAt'])
      .where('account_id', '=', actor.id)
      .orderBy('since')
      .execute(),
  );
  for (const { since, endedAt } of rows)
    yield { since: since.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

export const threadsPart: OwnCopyPart<ExportedThread> = {
  name: 'threads',
  tables: ['dialogue.thread', 'dialogue.message'],
  title: (language) => threadTexts(language)('list.title'),
  read: forPersons(exportThreads),
  print: (item, app, language) => ({
    title: `${item.subject}, ${unitName(app, item.unit, language)}`,
    lines: item.messages.map(({ at, body }) => `${formatDateTime(new Date(at), language)}: ${body}`),
  }),
};

export const consentPart: OwnCopyPart<ExportedConsent> = {
  name: 'electronicService',
  tables: ['dialogue.electronic_service'],
  title: (language) => threadTexts(language)('consent.title'),
  read: forPersons(exportConsents),
  print: (item, _app, language) => ({
    title: [item.since, item.endedAt]
      .flatMap((at) => (at === null ? [] : formatDateTime(new Date(at), language)))
      .join(' – '),
  }),
};

export async function* threadFiles(app: App, actor: PersonActor): AsyncGenerator<OwnCopyFile> {
  const files = await ownData(app, actor, async (db) => {
    const rows = await db
      .selectFrom('dialogue.attachment as a')
      .innerJoin('dialogue.message as m', 'm.id', 'a.message_id')
      .innerJoin('dialogue.thread as t', 't.id', 'm.thread_id')
      .select(['a.file_id as file', 't.id as thread'])
      .where('t.account_id', '=', actor.id)
      .orderBy('m.at')
      .execute();
    const threadOf = new Map(rows.map(({ file, thread }) => [file, thread]));
    const found = await findFiles(db, [...threadOf.keys()]);
    return found.map((file) => ({ ...file, thread: threadOf.get(file.id) ?? '' }));
  });
  for (const file of files)
    yield { path: `messages/${file.thread.slice(0, 8)}/${file.name}`, bytes: streamFile(app.db, file) };
}
