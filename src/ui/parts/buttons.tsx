/** Buttons: one primary a page; the last one of a form says what it does ("Verbindlich anmelden"). */
import type { VNode } from 'preact';
import type { Children } from './link.tsx';

export interface ButtonProps {
  children?: Children;
  variant?: 'primary' | 'secondary' | 'quiet' | undefined;
  /** Arrow and larger type: only to start and to submit. */
  go?: boolean | undefined;
  /** With `href` it is a link that looks like a button; otherwise a submit button. */
  href?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Sends the form elsewhere, e.g. to save and go. */
  formAction?: string | undefined;
  /** Does not check required fields, e.g. "Speichern und später weiter". */
  formNoValidate?: boolean | undefined;
  /** For a button outside its form. */
  form?: string | undefined;
  id?: string | undefined;
  /** Addition for screen readers where the same words occur twice (WCAG 2.4.4). */
  hidden?: string | undefined;
}

/** 48 px high, staff 40 px (WCAG 2.5.8). */
export function Button(props: ButtonProps): VNode {
  const variant =
    props.variant === 'secondary' ? 'secondary' : props.variant === 'quiet' ? 'tertiary' : undefined;
  const look = { class: props.go ? 'ds-button go' : 'ds-button', 'data-variant': variant, id: props.id };
  const words = (
    <>
      {props.children}
      {props.hidden ? <span class="ds-sr-only"> {props.hidden}</span> : null}
    </>
  );
  if (props.href !== undefined) {
    return (
      <a {...look} href={props.href}>
        {words}
      </a>
    );
  }
  return (
    <button
      {...look}
      type="submit"
      name={props.name}
      value={props.value}
      formaction={props.formAction}
      formnovalidate={props.formNoValidate}
      form={props.form}
    >
      {words}
    </button>
  );
}

/** A line of buttons with even gaps; wraps on phones. */
export function Buttons({ children }: { children?: Children }): VNode {
  return <div class="btns">{children}</div>;
}
