/** One of many: a line to type in, with the browser's own suggestions from the list; works with keyboard and phone. */
import type { VNode } from 'preact';
import type { Option } from './choice.tsx';
import { describedBy, Field, type FieldProps } from './field.tsx';
import { Suggestions } from './suggestions.tsx';

export interface ListFieldProps extends FieldProps {
  options: readonly Option[];
  /** Present when what was typed is no entry: those that may be meant; without any the whole list is offered. */
  near?: readonly Option[] | undefined;
}

/**
 * An `input` with a `datalist` needs no script: assistive technology knows it as a combobox, a browser without it as a
 * line of text. So the server reads what was typed, and an entry that it does not know is asked about below the field.
 * The hint that says how to use it is read with the control (WCAG 3.3.2).
 */
export function ListField({ options, near, ...field }: ListFieldProps): VNode {
  const { labels } = field;
  const props = {
    ...field,
    hint: (
      <>
        {field.hint ? <>{field.hint} </> : null}
        {labels.form.typeToFind}
      </>
    ),
  };
  return (
    <Field {...props}>
      <input
        class="ds-input"
        id={field.id}
        name={field.name}
        type="text"
        list={`${field.id}-list`}
        value={field.value ?? ''}
        autocomplete={field.autocomplete}
        spellcheck={false}
        aria-invalid={field.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
      />
      <datalist id={`${field.id}-list`}>
        {options.map((option) => (
          <option key={option.value} value={option.label} />
        ))}
      </datalist>
      {near ? (
        <Suggestions
          labels={labels}
          id={field.id}
          name={field.name}
          question={near.length > 0 ? labels.form.didYouMean : labels.form.wholeList}
          offered={field.value ?? ''}
          options={near.length > 0 ? near : options}
        />
      ) : null}
    </Field>
  );
}
