/** A declaration that stands in place of a signature, and hidden values. */
import type { VNode } from 'preact';
import { describedBy, FieldError, Hint, type FieldProps } from './field.tsx';

/** Posted as `yes` when ticked. Never ticked in advance: it is an act of will. */
export function Declaration(props: FieldProps<boolean>): VNode {
  return (
    <div class={props.error ? 'field field-err' : 'field'}>
      <Hint id={props.id} hint={props.hint} />
      <FieldError id={props.id} error={props.error} labels={props.labels} />
      <div class="choice">
        <input
          class="ds-input"
          type="checkbox"
          id={props.id}
          name={props.name}
          value="yes"
          checked={props.value === true}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy(props)}
        />
        <label for={props.id}>{props.label}</label>
      </div>
    </div>
  );
}

/** A value that travels with the form: revision, token, return address. */
export function HiddenField({ name, value }: { name: string; value: string }): VNode {
  return <input type="hidden" name={name} value={value} />;
}
