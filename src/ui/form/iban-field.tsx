/** An account number IBAN, with or without spaces. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

/** No autofill: shared computers should not keep it. */
export function IbanField(props: FieldProps): VNode {
  return (
    <Line
      {...props}
      width="full"
      autocapitalize="characters"
      autocomplete={props.autocomplete ?? 'off'}
      spellcheck={false}
    />
  );
}
