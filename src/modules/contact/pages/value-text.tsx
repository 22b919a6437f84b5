// A value as it was typed, in its language; empty ones say so.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contactTexts } from '../contact-texts.ts';
import { languageOfField } from '../correctable.ts';

export function ValueText({
  field,
  value,
  language,
}: {
  field: string;
  value: string;
  language: Language;
}): VNode {
  const of = languageOfField(field);
  if (value === '') return <span class="quiet">{contactTexts(language)('value.none')}</span>;
  return (
    <span lang={of && of !== language ? of : undefined}>
      {value.split('\n').map((line, index) => (
        <>
          {index === 0 ? null : <br />}
          {line}
        </>
      ))}
    </span>
  );
}
