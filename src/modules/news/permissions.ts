// Who may write news, approve what others wrote, and warn everyone: by the canton's policy.
import { staffFor } from '../policy/index.ts';

/** Writes, publishes, corrects and withdraws. */
export const writeNews = staffFor('news.write', 'news', 'act');
/** Reads drafts and is the second pair of eyes. */
export const seeDrafts = staffFor('news.see', 'news', 'see');
/** Sets and ends the banner on all pages. */
export const warnEveryone = staffFor('banner.set', 'banner', 'act');
