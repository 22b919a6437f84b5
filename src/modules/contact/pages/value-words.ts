// How a value of the directory is named and shown: the field in words, with its language where it has one.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contactTexts } from '../contact-texts.ts';
import { correctableOf, languageOfField, other, ruleOf } from '../correctable.ts';

/** «Name (Französisch)»; the stored name of a field that is no more. */
export function fieldWords(app: App, kind: string, field: string, language: Language): string {
  if (field === other) return contactTexts(language)('propose.other');
  const correctable = correctableOf(app, kind);
  const label = correctable && ruleOf(correctable, field)?.label(language);
  const of = languageOfField(field);
  const name =
    of && of !== language ? new Intl.DisplayNames([language], { type: 'language' }).of(of) : undefined;
  return `${label ?? field}${name === undefined ? '' : ` (${name})`}`;
}

/** What it is called and where it is; its id when it has gone. */
export function thingWords(
  app: App,
  { kind, subject }: { kind: string; subject: string },
  language: Language,
): { title: string; href: string | undefined } {
  const thing = correctableOf(app, kind)?.find(app, subject);
  return { title: thing?.title[language] ?? subject, href: thing?.href };
}
