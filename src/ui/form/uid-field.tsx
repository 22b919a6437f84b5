/** The company number UID, e.g. CHE-123.456.789. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

/** Capitals on phone keyboards; any spelling is accepted and tidied on the server. */
export function UidField(props: FieldProps): VNode {
  return (
    <Line
      {...props}
      width="w16"
      autocapitalize="characters"
      autocomplete={props.autocomplete ?? 'off'}
      spellcheck={false}
    />
  );
}
