// The sentences of a module for its error codes: those of its texts that are called `error.CODE`.
import type { Language, TextOf } from './texts.ts';

/**
 * What a module's manifest gives as `errorText`.
 * @param keys the module's texts in one language, for what there is
 */
export function errorTextsOf<Keys extends string>(
  keys: Readonly<Record<Keys, string>>,
  texts: (language: Language) => TextOf<Keys>,
): (language: Language, code: string) => string | undefined {
  const has = (key: string): key is Keys => Object.hasOwn(keys, key);
  return (language, code) => {
    const key = `error.${code}`;
    return has(key) ? texts(language)(key) : undefined;
  };
}
