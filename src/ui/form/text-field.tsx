/** One line of text, and its kinds: e-mail, phone, AHV number, UID, IBAN, number, money, time. */
import type { VNode } from 'preact';
import type { Children } from '../parts/link.tsx';
import { describedBy, Field, type FieldProps, type InputMode } from './field.tsx';

/** Width in characters of what is expected; says more than a hint (2, 4, 8, 16 or the whole line). */
export type FieldWidth = 'w2' | 'w4' | 'w8' | 'w16' | 'full';

export interface TextFieldProps extends FieldProps {
  inputMode?: InputMode | undefined;
  maxLength?: number | undefined;
  width?: FieldWidth | undefined;
  /** Codes and names: no spelling marks. */
  spellcheck?: boolean | undefined;
}

interface LineProps extends TextFieldProps {
  type?: 'text' | 'email' | 'tel' | 'time' | undefined;
  autocapitalize?: 'characters' | 'none' | undefined;
  /** Unit behind the control, read with it. */
  unit?: string | undefined;
  /** Button behind the control. */
  act?: Children;
  /** What is said about the value, below the control; with its id it is read with the control. */
  children?: Children;
  noteId?: string | undefined;
}

/** The control below all one-line fields; `aria-invalid` with the error in `aria-describedby` (WCAG 3.3.1, 4.1.2). */
export function Line(props: LineProps): VNode {
  const unitId = props.unit ? `${props.id}-unit` : undefined;
  const input = (
    <input
      class={`ds-input ${props.width ?? 'full'}`}
      id={props.id}
      name={props.name}
      type={props.type ?? 'text'}
      value={props.value ?? ''}
      inputmode={props.inputMode}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      spellcheck={props.spellcheck}
      maxLength={props.maxLength}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(props, unitId ?? props.noteId)}
    />
  );
  return (
    <Field {...props}>
      {props.unit || props.act ? (
        <div class="withunit">
          {input}
          {props.unit ? <span id={unitId}>{props.unit}</span> : null}
          {props.act}
        </div>
      ) : (
        input
      )}
      {props.children}
    </Field>
  );
}

/** Free text on one line. */
export function TextField(props: TextFieldProps): VNode {
  return <Line {...props} />;
}
