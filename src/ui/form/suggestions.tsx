/** What may be meant by something that was typed: offered below its field, never taken without being asked. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import type { Children } from '../parts/link.tsx';
import { Choice, type Option } from './choice.tsx';
import { HiddenField } from './declaration.tsx';

export interface SuggestionsProps {
  labels: UiLabels;
  /** Id and name of the field that they stand below. */
  id: string;
  name: string;
  question: string;
  hint?: Children;
  /** What was typed: when it is typed anew, a choice made for it no longer counts. */
  offered: string;
  /** Without any there is only a hint. */
  options: readonly Option[];
}

/** The id of the first suggestion, so that a link or a redirect can lead there. */
export const suggestionsId = (id: string): string => `${id}-meant`;

/** Posted as `name.meant`, with `name.offered`. What was typed stays in its field (WCAG 3.3.3). */
export function Suggestions({ labels, id, name, question, hint, offered, options }: SuggestionsProps): VNode {
  return (
    <div class="meant">
      <HiddenField name={`${name}.offered`} value={offered} />
      {options.length > 0 ? (
        <Choice
          labels={labels}
          id={suggestionsId(id)}
          name={`${name}.meant`}
          label={question}
          hint={hint}
          options={options}
          value={undefined}
        />
      ) : (
        <p id={suggestionsId(id)} tabIndex={-1}>
          {hint}
        </p>
      )}
    </div>
  );
}
