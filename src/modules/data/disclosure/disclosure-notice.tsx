// Tells staff who see data of a person that its disclosure is blocked.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Notice } from '../../../ui/index.ts';
import { disclosureTexts } from './disclosure-texts.ts';

/** `caller`: the person is known by what they have said, not by a document that was seen. */
export function DisclosureNotice({ language, caller }: { language: Language; caller?: boolean }): VNode {
  const d = disclosureTexts(language);
  return (
    <Notice tone="warning" title={d('note.title')}>
      <p>{d('note.text')}</p>
      {caller ? <p>{d('note.caller')}</p> : null}
    </Notice>
  );
}
