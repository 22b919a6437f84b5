// The language that a contribution is written in, which is also the language of the paragraph that it rewrites.
import { languages, type Language } from '../../../../kernel/i18n/texts.ts';

export const languageOf = ({ language }: { language: string }): Language =>
  languages.find((each) => each === language) ?? 'de';
