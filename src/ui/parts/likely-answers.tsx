/** What may answer a question already, filled by the page's `answers` script while somebody writes; absent without script. */
import type { VNode } from 'preact';

export interface LikelyAnswersProps {
  /** Id of the field that is written into. */
  field: string;
  /** Address of the search. */
  ask: string;
  /** "Vielleicht hilft das schon:" */
  title: string;
}

/** Read out politely when it changes (WCAG 4.1.3); nothing moves that somebody is writing in. */
export function LikelyAnswers({ field, ask, title }: LikelyAnswersProps): VNode {
  return (
    <div class="prose stack small" data-answers-for={field} data-ask={ask} aria-live="polite" hidden>
      <p>{title}</p>
      <ul />
    </div>
  );
}
