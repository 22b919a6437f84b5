// The one warning that stands on every page, also on those from memory and of faults: a module brings it.
import type { App } from '../app.ts';
import type { Language } from '../i18n/texts.ts';
import type { PageFrame } from '../../ui/index.ts';

export type PageBar = NonNullable<PageFrame['bar']> & {
  /** Another one for another warning: pages that were rendered with it are stale. */
  key: string;
};

/** Of the first module that has one now. Asked for with each page, so it answers from memory. */
export function barOf(app: App, language: Language): PageBar | undefined {
  for (const { bar } of app.modules) {
    const shown = bar?.(app, language);
    if (shown) return shown;
  }
  return undefined;
}
