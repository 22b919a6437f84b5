// community.digest: each morning, or on Mondays, a person hears in how many of their groups there is something new. Counts only.
import { weekday } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountById } from '../../identity/index.ts';
import { keepNotice } from '../../notifications/index.ts';
import { communityTexts } from '../community-texts.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'community.digest' };
const portion = 200;
/** Groups that one digest names. */
const mostGroups = 12;

/** Runs every day; may run twice: the notice of a day has one key, and what it tells of is told once. */
export async function digest(app: App): Promise<void> {
  const today = app.clock.today();
  const due = weekday(today) === 1 ? ['daily', 'weekly'] : ['daily'];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const from = after;
    const rows = await impersonal(app, 'show-nobody', (db) =>
      db
        .selectFrom('community.profile')
        .select(['account_id as account', 'digested_at as since'])
        .where('digest', 'in', due)
        .where('account_id', '>', from)
        .orderBy('account_id')
        .limit(portion)
        .execute(),
    );
    for (const { account, since } of rows) await tellOne(app, account, since);
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    after = last.account;
  }
}

async function tellOne(app: App, id: string, since: Date): Promise<void> {
  const now = app.clock.now();
  const groups = await newInGroups(app, id, since);
  const account = groups.length > 0 ? await accountById(app, id) : undefined;
  await transact(app, programme, async (tx) => {
    tx.impersonal('show-nobody');
    await tx.db
      .updateTable('community.profile')
      .set({ digested_at: now })
      .where('account_id', '=', id)
      .execute();
    if (!account) return;
    await keepNotice(tx, {
      key: `community-digest/${app.clock.today()}/${id}`,
      kind: 'community',
      to: account,
      words: (language) => {
        const t = communityTexts(language);
        return {
          subject: t('mail.digest.subject'),
          paragraphs: [
            t('mail.digest.text'),
            ...groups.map(({ name, count }) => t('mail.digest.group', { name, count })),
            t('mail.open', { url: `${app.config.baseUrl}/gemeinschaft` }),
          ],
        };
      },
      use: { purpose: 'community' },
    });
  });
}

/** Of the groups that one belongs to today: how much others have written since. */
async function newInGroups(
  app: App,
  account: string,
  since: Date,
): Promise<{ name: string; count: number }[]> {
  const rows = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('community.member as m')
      .innerJoin('community.circle as c', 'c.id', 'm.circle_id')
      .innerJoin('community.entry as e', 'e.circle_id', 'c.id')
      .select(({ fn }) => ['c.name', fn.count<string>('e.id').as('count')])
      .where('m.account_id', '=', account)
      .where((is) => is.or([is('m.until', 'is', null), is('m.until', '>=', app.clock.today())]))
      .where('e.state', '=', 'shown')
      .where('e.at', '>', since)
      .where('e.author_id', 'is distinct from', account)
      .groupBy(['c.id', 'c.name'])
      .orderBy('c.name')
      .limit(mostGroups)
      .execute(),
  );
  return rows.map(({ name, count }) => ({ name, count: Number(count) }));
}
