// What this module puts on top of an account until it has been read: a breach that one was affected by, an answer about uses.
import { Notice } from '../../../ui/index.ts';
import { lookedSince } from '../../../kernel/audit/looked-since.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import type { Database } from '../../../kernel/db/connect.ts';
import type { AccountAddition } from '../../dialogue/index.ts';
import { oversightTexts } from '../oversight-texts.ts';

export const accountNews: AccountAddition = async (app, actor, language) => {
  const t = oversightTexts(language);
  const [breach, answer] = await ownData(app, actor, async (db) => [
    await isUnread(db, actor.id, 'accesses', await newestBreach(db, actor.id)),
    await isUnread(db, actor.id, 'accessQuestion', await newestAnswer(db, actor.id)),
  ]);
  if (!breach && !answer) return null;
  return (
    <div key="oversight" class="stack">
      {breach ? (
        <Notice tone="warning" level={2} title={t('news.breach')}>
          <p>
            {t('news.breachText')} <a href="/konto/zugriffe/vorfaelle">{t('news.breachOpen')}</a>
          </p>
        </Notice>
      ) : null}
      {answer ? (
        <Notice tone="info" level={2} title={t('news.answer')}>
          <p>
            <a href="/konto/zugriffe/fragen">{t('news.answerOpen')}</a>
          </p>
        </Notice>
      ) : null}
    </div>
  );
};

const isUnread = async (db: Database, account: string, field: string, happened: Date | undefined) =>
  happened !== undefined && !(await lookedSince(db, account, field, happened));

async function newestBreach(db: Database, account: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('oversight.incident_person as person')
    .innerJoin('oversight.incident as incident', 'incident.id', 'person.incident_id')
    .select('incident.confirmed_at as at')
    .where('person.account_id', '=', account)
    .where('incident.confirmed_at', 'is not', null)
    .orderBy('incident.confirmed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

async function newestAnswer(db: Database, account: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('oversight.question')
    .select('answered_at as at')
    .where('account_id', '=', account)
    .where('answered_at', 'is not', null)
    .orderBy('answered_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
