/** A time of day. The browser's own field, which always sends HH:MM and works with the keyboard. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

/** Value and posted text are `HH:MM`, 24 hours. */
export function TimeField(props: FieldProps): VNode {
  return <Line {...props} type="time" width="w8" />;
}
