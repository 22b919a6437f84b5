/** An e-mail address: the right keyboard, no spelling marks, filled in by the browser. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

/** Purpose is named for autofill (WCAG 1.3.5). */
export function EmailField(props: FieldProps): VNode {
  return (
    <Line
      {...props}
      type="email"
      autocomplete={props.autocomplete ?? 'email'}
      spellcheck={false}
      autocapitalize="none"
    />
  );
}
