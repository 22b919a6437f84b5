// What somebody tells of themselves, and what of it they show: nothing until they say so.
export const shownParts = ['about', 'skills', 'offers', 'unit'] as const;
export type ShownPart = (typeof shownParts)[number];

export const paces = ['none', 'daily', 'weekly'] as const;
export type Pace = (typeof paces)[number];

/** Entries of a list, and characters of one. */
export const mostItems = 20;
export const longestItem = 60;
export const longestAbout = 1000;

export interface Profile {
  listed: boolean;
  about: string;
  skills: string[];
  offers: string[];
  shown: ShownPart[];
  digest: Pace;
}

/** One a line, or with commas between; each once. Pure. */
export function readItems(typed: string): string[] {
  const items = typed
    .split(/[\n,;]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = item.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What others see of it: the parts that were chosen, empty where not. Pure. */
export function shownOf<Known extends Pick<Profile, 'about' | 'skills' | 'offers' | 'shown'>>(
  profile: Known,
): Pick<Profile, 'about' | 'skills' | 'offers'> {
  const shows = (part: ShownPart) => profile.shown.includes(part);
  return {
    about: shows('about') ? profile.about : '',
    skills: shows('skills') ? profile.skills : [],
    offers: shows('offers') ? profile.offers : [],
  };
}
