// Who takes part in the community: staff by the canton's policy, guests of other cantons in the one group that has asked them in.
import type { PersonActor, StaffActor } from '../../kernel/actor.ts';
import { definePermission } from '../../kernel/permission.ts';
import { mayFor, staffFor } from '../policy/index.ts';

/** Whoever takes part: a member of staff, or a guest. */
export type Participant = StaffActor | PersonActor;

/** By the canton's policy: staff; groups, people, ideas, events. Of a closed group is asked when it is known. */
export const takePart = staffFor('community.take-part', 'community', 'act');

/** Besides them people who may be guests: whether one is, and of which group, is asked when the group is known. */
export const enter = definePermission(
  'community.enter',
  (actor, _resource, app) => actor.kind === 'person' || mayFor(app, actor, 'community', 'act'),
);

/** By the canton's policy: judges ideas, answers them, turns them into initiatives. */
export const judgeIdeas = staffFor('community.judge-ideas', 'ideas', 'act');

/** By the canton's policy: moderates open groups and ideas. A closed group has its own moderators. */
export const moderateCommunity = staffFor('community.moderate', 'community-moderation', 'act');
