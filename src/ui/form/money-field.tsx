/** An amount of money; the currency stands behind the field as a word. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

export interface MoneyFieldProps extends FieldProps {
  /** Default: "Franken". */
  currency?: string | undefined;
}

/** The currency is part of the description (WCAG 1.3.1). */
export function MoneyField({ currency, ...props }: MoneyFieldProps): VNode {
  return (
    <Line
      {...props}
      unit={currency ?? props.labels.form.francs}
      width="w8"
      inputMode="decimal"
      spellcheck={false}
    />
  );
}
