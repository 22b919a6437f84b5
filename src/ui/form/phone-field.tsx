/** A phone number, in any spelling; how it is written does not matter here. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

/** Purpose is named for autofill (WCAG 1.3.5). */
export function PhoneField(props: FieldProps): VNode {
  return <Line {...props} type="tel" autocomplete={props.autocomplete ?? 'tel'} width="w16" />;
}
