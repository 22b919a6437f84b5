// What is not certain about a day: said the same way by duties and by the guides of life events.
import type { VNode } from 'preact';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Quiet, State } from '../../../ui/index.ts';
import { catalogueTexts } from '../catalogue-texts.ts';
import type { DueText } from '../definitions/due-schema.ts';

/** Of a rule that nobody has compared with the official source. */
export const Unverified = ({ language }: { language: Language }): VNode => (
  <p>
    <State tone="warning">{catalogueTexts(language)('due.unverified')}</State>
  </p>
);

/** Where no law is named for what weekends and holidays do to a day; said once on every page with days. */
export function RollNote({
  rules,
  language,
}: {
  rules: readonly { due: DueText; rollBasis?: string }[];
  language: Language;
}): VNode | null {
  const open = rules.some(({ due, rollBasis }) => !('open' in due) && rollBasis === undefined);
  return open ? <Quiet>{catalogueTexts(language)('due.rollUnverified')}</Quiet> : null;
}
