// Ids of initiatives and obstacles, as they stand in addresses: anything else can be none, and is not even asked for.

export const isSlug = (text: string): boolean =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) && text.length <= 60;
