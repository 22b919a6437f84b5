// A paragraph as staff have typed it: number, title and text in all four languages.
import { typedText } from '../../../../../kernel/http/typed-text.ts';
import { languages, type Language, type LocalText } from '../../../../../kernel/i18n/texts.ts';
import { plainText, type FormError } from '../../../../../ui/index.ts';
import { consultationTexts } from '../consultation-texts.ts';
import type { Paragraph } from '../part.ts';

export const longestTitle = 200;
export const longestText = 20_000;
const longestNumber = 20;

export function readParagraph(body: unknown, id: string): Paragraph {
  const local = (name: string) =>
    Object.fromEntries(
      languages.map((each) => [each, plainText(typedText(body, `${name}-${each}`))]),
    ) as LocalText;
  return { id, number: typedText(body, 'nummer'), title: local('titel'), text: local('text') };
}

/** A text of the law is there in all languages, or not at all. */
export function faultsOf({ number, title, text }: Paragraph, language: Language): FormError[] {
  const t = consultationTexts(language);
  const fault = (fieldId: string, value: string, most: number) =>
    value === '' || value.length > most ? [{ fieldId, message: t('next.missing', { most }) }] : [];
  return [
    ...fault('nummer', number, longestNumber),
    ...languages.flatMap((each) => [
      ...fault(`titel-${each}`, title[each], longestTitle),
      ...fault(`text-${each}`, text[each], longestText),
    ]),
  ];
}
