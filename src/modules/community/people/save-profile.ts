// Somebody says what they can and offer, and who may see it; the search knows what is shown, and nothing else.
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { transact } from '../../../kernel/transaction.ts';
import { wordsOf } from '../search/words.ts';
import { begin } from './begin.ts';
import { shownOf, type Profile } from './profile.ts';

export async function saveProfile(app: App, actor: StaffActor, profile: Profile): Promise<void> {
  const { listed, about, skills, offers, shown, digest } = profile;
  const seen = shownOf(profile);
  await transact(app, actor, async (tx) => {
    tx.ownData();
    await begin(tx, actor);
    await tx.db
      .updateTable('community.profile')
      .set({
        ...{ listed, about, skills, offers, shown, digest },
        words: listed ? wordsOf(actor.name, seen.about, ...seen.skills, ...seen.offers) : wordsOf(''),
      })
      .where('account_id', '=', actor.id)
      .execute();
  });
}
