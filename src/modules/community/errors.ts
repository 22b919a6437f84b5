// Error codes of the module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({
  /** More texts of one person in an hour than anybody writes. */
  COMMUNITY_TOO_MANY: 429,
  /** Only those who belong to the group do this. */
  COMMUNITY_NOT_MEMBER: 409,
  /** A group of this name exists. */
  COMMUNITY_NAME_TAKEN: 409,
  /** The last moderator of a group can't go as long as others are in it. */
  COMMUNITY_LAST_MODERATOR: 409,
  /** The invitation was used, has ended, or never existed. */
  COMMUNITY_INVITATION_ENDED: 404,
  /** The event was cancelled or is over. */
  COMMUNITY_EVENT_CLOSED: 409,
  /** The idea has its answer: it is no longer supported or judged. */
  COMMUNITY_IDEA_ANSWERED: 409,
  /** Criteria are missing: an idea is answered once all of them are judged. */
  COMMUNITY_IDEA_UNJUDGED: 409,
  /** It is so already. */
  COMMUNITY_NOT_NOW: 409,
});
