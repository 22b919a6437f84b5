// Reads `synonyms.yaml`: everyday and Swiss words with the words that pages use, and words that say nothing in a search.
import { Type, type Static } from 'typebox';
import { fold } from '../../../engine/index.ts';
import type { Canton } from '../../../kernel/canton.ts';
import { readCheckedFile } from '../../../kernel/canton-file.ts';
import { languages, type Language } from '../../../kernel/i18n/texts.ts';

const Words = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1 });
const PerLanguage = {
  fillers: Words,
  synonyms: Type.Array(Type.Object({ says: Words, means: Words }, { additionalProperties: false })),
};
const FileSchema = Type.Object(
  Object.fromEntries(
    languages.map((language) => [language, Type.Object(PerLanguage, { additionalProperties: false })]),
  ) as Record<Language, ReturnType<typeof Type.Object<typeof PerLanguage>>>,
  { additionalProperties: false },
);
export type SynonymsFile = Static<typeof FileSchema>;

/** Folded for comparison: phrase -> words it stands for. */
export interface Synonyms {
  fillers: ReadonlySet<string>;
  means: ReadonlyMap<string, readonly string[]>;
  /** Words of the longest phrase. */
  longest: number;
}

export async function loadSynonyms(
  canton: Canton,
): Promise<{ synonyms: Record<Language, Synonyms>; faults: string[] }> {
  const file = await readCheckedFile(canton, 'synonyms.yaml', FileSchema);
  const synonyms = Object.fromEntries(
    languages.map((language) => [
      language,
      foldSynonyms(file.data?.[language] ?? { fillers: [], synonyms: [] }, language),
    ]),
  ) as Record<Language, Synonyms>;
  return { synonyms, faults: file.faults };
}

function foldSynonyms(part: SynonymsFile[Language], language: Language): Synonyms {
  const means = new Map<string, readonly string[]>();
  for (const group of part.synonyms) {
    const words = group.means.flatMap((word) => fold(word, language).split(' '));
    for (const phrase of group.says) {
      const key = fold(phrase, language);
      means.set(key, [...new Set([...(means.get(key) ?? []), ...words])]);
    }
  }
  const longest = Math.max(1, ...[...means.keys()].map((phrase) => phrase.split(' ').length));
  return {
    fillers: new Set(part.fillers.flatMap((word) => fold(word, language).split(' '))),
    means,
    longest,
  };
}
