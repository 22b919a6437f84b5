// Where a link of the editors may lead: a path of this site or an https address, nothing that a browser would run.
export const isLink = (link: string): boolean =>
  link.length <= 500 && /^(?:\/(?![/\\])[^\s\\"<>]*|https:\/\/[^\s\\"<>]+)$/.test(link);
