// What a guest of another canton finds on top of the account: the way back to the groups that they were asked into.
import { Notice } from '../../../ui/index.ts';
import type { AccountAddition } from '../../dialogue/index.ts';
import { communityTexts } from '../community-texts.ts';
import { ownGroups } from '../groups/group-queries.ts';

/** Nothing for those who are no guests, and nothing once their last day is over. */
export const guestGroups: AccountAddition = async (app, actor, language) => {
  const groups = await ownGroups(app, actor);
  if (groups.length === 0) return null;
  const t = communityTexts(language);
  return (
    <Notice key="community" tone="info" level={2} title={t('start.guestAccount')}>
      <p>
        <a href="/gemeinschaft">{t('start.guestOpen')}</a>
      </p>
    </Notice>
  );
};
