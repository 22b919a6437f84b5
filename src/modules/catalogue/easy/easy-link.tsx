// The link from a page to the same page in easy language.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import { easyAddress } from './easy-text.ts';

/** @returns nothing where there is no such page */
export function easyLink(
  app: App,
  kind: 'events' | 'services',
  id: string,
  language: Language,
): VNode | undefined {
  const href = easyAddress(app, kind, id);
  return href === undefined ? undefined : (
    <a href={href} hreflang="de">
      {catalogueTexts(language)('easy.read')}
    </a>
  );
}
