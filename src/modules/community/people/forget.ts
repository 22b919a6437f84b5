// community.forget: each night guests whose last day is over go, and whoever has no account here any more; what was hidden long ago, too.
import { addDays } from '../../../engine/index.ts';
import type { ProgrammeActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { transact } from '../../../kernel/transaction.ts';
import { accountNames } from '../../identity/index.ts';
import { configOf } from '../community-config.ts';
import { removeMember } from '../groups/members.ts';
import { holdProfile } from './begin.ts';
import { forgetAccount } from './leave-community.ts';

const programme: ProgrammeActor = { kind: 'programme', task: 'community.forget' };
const portion = 500;

export async function forget(app: App): Promise<void> {
  await endGuests(app);
  await forgetGone(app);
  await removeOld(app);
}

/** A guest without another group is forgotten altogether: what they wrote stays without a name. */
async function endGuests(app: App): Promise<void> {
  const today = app.clock.today();
  const over = await impersonal(app, 'expire', (db) =>
    db
      .selectFrom('community.member')
      .select(['circle_id as circle', 'account_id as account'])
      .where('until', '<', today)
      .orderBy('account_id')
      .orderBy('circle_id')
      .execute(),
  );
  for (const { circle, account } of over)
    await transact(app, programme, async (tx) => {
      tx.impersonal('expire');
      await holdProfile(tx, account);
      // Asked in once more meanwhile: the newer day counts.
      const still = await tx.db
        .selectFrom('community.member')
        .select('until')
        .where('circle_id', '=', circle)
        .where('account_id', '=', account)
        .where('until', '<', today)
        .executeTakeFirst();
      if (!still) return;
      await removeMember(tx, circle, account, { evenLast: true });
      const left = await tx.db
        .selectFrom('community.member')
        .select('circle_id')
        .where('account_id', '=', account)
        .limit(1)
        .executeTakeFirst();
      if (!left) await forgetAccount(tx, account);
    });
}

/** Whose account is gone, portion by portion. */
async function forgetGone(app: App): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const from = after;
    const rows = await impersonal(app, 'expire', (db) =>
      db
        .selectFrom('community.profile')
        .select('account_id as account')
        .where('account_id', '>', from)
        .orderBy('account_id')
        .limit(portion)
        .execute(),
    );
    const accounts = rows.map(({ account }) => account);
    const known = await accountNames(app, accounts);
    for (const account of accounts.filter((each) => !known.has(each)))
      await transact(app, programme, async (tx) => {
        tx.impersonal('expire');
        await forgetAccount(tx, account);
      });
    const last = accounts.at(-1);
    if (last === undefined || accounts.length < portion) return;
    after = last;
  }
}

/** Texts that were hidden or taken back, and invitations that are over. */
async function removeOld(app: App): Promise<void> {
  const { invitationDays, goneDays } = configOf.of(app).limits;
  const today = app.clock.today();
  await transact(app, programme, async (tx) => {
    tx.impersonal('expire');
    await tx.db
      .deleteFrom('community.invitation')
      .where('until', '<', addDays(today, -invitationDays))
      .execute();
    const before = new Date(app.clock.now().getTime() - goneDays * 86_400_000);
    await tx.db
      .deleteFrom('community.comment')
      .where('state', '!=', 'shown')
      .where('at', '<', before)
      .execute();
    await tx.db
      .deleteFrom('community.entry')
      .where('state', '!=', 'shown')
      .where('at', '<', before)
      .execute();
  });
}
