/** Several lines of text. */
import type { VNode } from 'preact';
import { fill } from '../labels.ts';
import { describedBy, Field, type FieldProps } from './field.tsx';

export interface LongTextFieldProps extends FieldProps {
  rows?: number | undefined;
  /** Said in words below the label; not enforced in the browser, so that pasted text is not cut unseen. */
  maxLength?: number | undefined;
}

/** The limit is part of the hint (WCAG 3.3.2). */
export function LongTextField(props: LongTextFieldProps): VNode {
  const limit = props.maxLength ? fill(props.labels.form.upTo.other, { count: props.maxLength }) : '';
  const hint = limit && props.hint ? [props.hint, ' ', limit, '.'] : limit ? `${limit}.` : props.hint;
  const field = { ...props, hint };
  return (
    <Field {...field}>
      <textarea
        class="ds-input"
        id={props.id}
        name={props.name}
        rows={props.rows ?? 5}
        autocomplete={props.autocomplete}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(field)}
        value={props.value ?? ''}
      />
    </Field>
  );
}
