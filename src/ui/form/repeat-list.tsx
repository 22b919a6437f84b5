/** Several of a kind (dogs, children, rooms): what is entered so far, to change, to remove, to add to. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import { Button } from '../parts/buttons.tsx';
import { FieldError } from './field.tsx';
import type { Children } from '../parts/link.tsx';

/** A link, or a button of the surrounding form. @public */
export type RepeatAct = { href: string } | { name: string; value: string };

/** @public */
export interface RepeatItem {
  id: string;
  /** "Luna" */
  title: string;
  /** "Labrador Retriever, Chip 756 0000 0000 0123" */
  text?: Children;
  change?: RepeatAct | undefined;
  remove?: RepeatAct | undefined;
}

export interface RepeatListProps {
  labels: UiLabels;
  id: string;
  items: readonly RepeatItem[];
  /** Absent when the greatest number is reached. `label` default: "Weitere Angabe hinzufügen". */
  add?: (RepeatAct & { label?: string | undefined }) | undefined;
  error?: string | undefined;
  /** Said while the list is empty. */
  empty?: string | undefined;
}

/** Each action names its item for screen readers (WCAG 2.4.6, 2.5.3). */
export function RepeatList({ labels, id, items, add, error, empty }: RepeatListProps): VNode {
  return (
    <div class={error ? 'field field-err' : 'field'} id={id} tabIndex={-1}>
      <FieldError id={id} error={error} labels={labels} />
      {items.length === 0 ? (
        <p class="quiet">{empty ?? labels.form.noItems}</p>
      ) : (
        <ol class="rows two repeat" role="list">
          {items.map((item) => (
            <li key={item.id}>
              <div>
                <b>{item.title}</b>
                {item.text ? <p>{item.text}</p> : null}
              </div>
              <div class="act">
                {item.change ? <Act act={item.change} words={labels.form.change} about={item.title} /> : null}
                {item.remove ? <Act act={item.remove} words={labels.form.remove} about={item.title} /> : null}
              </div>
            </li>
          ))}
        </ol>
      )}
      {add ? (
        <p class="btns">
          <Button variant="secondary" formNoValidate {...add}>
            {add.label ?? labels.form.addAnother}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function Act({ act, words, about }: { act: RepeatAct; words: string; about: string }): VNode {
  const label = (
    <>
      {words}
      <span class="ds-sr-only"> {about}</span>
    </>
  );
  return 'href' in act ? (
    <a href={act.href}>{label}</a>
  ) : (
    <button class="linklike" type="submit" formnovalidate name={act.name} value={act.value}>
      {label}
    </button>
  );
}
