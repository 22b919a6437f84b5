/** The Swiss social insurance number (13 digits, begins with 756); spaces and points are welcome. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

/** Number keyboard, no autofill: the number is personal and browsers should not keep it. */
export function AhvField(props: FieldProps): VNode {
  return (
    <Line
      {...props}
      width="w16"
      inputMode="numeric"
      autocomplete={props.autocomplete ?? 'off'}
      spellcheck={false}
    />
  );
}
