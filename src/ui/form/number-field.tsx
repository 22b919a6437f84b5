/** A number with its unit. Text with a number keyboard: `type=number` changes by scrolling and hides faults. */
import type { VNode } from 'preact';
import type { FieldProps } from './field.tsx';
import { Line, type FieldWidth } from './text-field.tsx';

export interface NumberFieldProps extends FieldProps {
  /** Behind the field: "m²", "Personen". */
  unit?: string | undefined;
  /** Whole numbers only: keyboard without a point. */
  whole?: boolean | undefined;
  width?: FieldWidth | undefined;
}

/** The unit is part of the description (WCAG 1.3.1). */
export function NumberField({ whole, ...props }: NumberFieldProps): VNode {
  return (
    <Line
      {...props}
      width={props.width ?? 'w8'}
      inputMode={whole ? 'numeric' : 'decimal'}
      spellcheck={false}
    />
  );
}
