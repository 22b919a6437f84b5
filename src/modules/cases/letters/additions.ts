// What a decision adds to the service's own letter: a rejection names its reasons in its text, a grant adds them here.
import type { LetterId } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { caseTexts } from '../case-texts.ts';

/** Letters whose own text has the reasons. */
const reasoned: readonly LetterId[] = ['rejected', 'upheld', 'partlyUpheld', 'dismissed', 'notAdmitted'];

/** Plain text with paragraphs and items ("- …"), for the letter and for its preview; '' for what has its reasons in its own text. */
export function additionsOf(
  language: Language,
  letter: LetterId,
  decision: { reasons?: string | undefined; conditions?: readonly string[] | undefined },
): string {
  if (reasoned.includes(letter)) return '';
  const conditions = (decision.conditions ?? []).filter((each) => each !== '');
  return [
    decision.reasons?.trim() ?? '',
    ...(conditions.length === 0
      ? []
      : [
          caseTexts(language)('letter.conditions'),
          conditions.map((each) => `- ${each.replace(/\s+/g, ' ')}`).join('\n'),
        ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
