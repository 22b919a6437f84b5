/** The company number UID, e.g. CHE-123.456.789, and a button that looks up whose it is. */
import type { VNode } from 'preact';
import { Button } from '../parts/buttons.tsx';
import type { Children } from '../parts/link.tsx';
import type { FieldProps } from './field.tsx';
import { Line } from './text-field.tsx';

export interface UidFieldProps extends FieldProps {
  /** Sends the form without going on. */
  lookUp?: { name: string; value: string; label: string } | undefined;
  /** What the register says about the number, and its id. */
  children?: Children;
  noteId?: string | undefined;
}

/**
 * Capitals on phone keyboards; any spelling is accepted and tidied on the server. Looking up is a button, not something that
 * happens while typing (WCAG 3.2.2).
 */
export function UidField({ lookUp, ...props }: UidFieldProps): VNode {
  return (
    <Line
      {...props}
      width="w16"
      autocapitalize="characters"
      autocomplete={props.autocomplete ?? 'off'}
      spellcheck={false}
      act={
        lookUp ? (
          <Button
            name={lookUp.name}
            value={lookUp.value}
            variant="secondary"
            formNoValidate
            hidden={props.label}
          >
            {lookUp.label}
          </Button>
        ) : undefined
      }
    />
  );
}
