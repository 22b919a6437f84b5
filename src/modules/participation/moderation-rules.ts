// The public rules that contributions keep to; moderation names the one that was broken. Their words: `rule.<id>`.
export const moderationRules = [
  'insult',
  'hate',
  'personal-data',
  'advertising',
  'off-topic',
  'repeated',
] as const;
export type ModerationRule = (typeof moderationRules)[number];

export const fates = ['taken', 'partly', 'not'] as const;
export type Fate = (typeof fates)[number];
