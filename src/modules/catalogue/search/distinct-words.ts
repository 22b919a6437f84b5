// Words of the search index: folded like the queries that look for them.
import { fold, type Language } from '../../../engine/index.ts';

/** The distinct words of some texts, folded. */
export function distinctWords(texts: readonly string[], language: Language): string {
  return [...new Set(texts.flatMap((text) => fold(text, language).split(' ')))]
    .filter((word) => word !== '')
    .join(' ');
}
