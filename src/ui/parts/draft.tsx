/** The only framed thing: what will leave the house (a decision, a letter), drafted beside the case. */
import type { VNode } from 'preact';
import type { Children } from './link.tsx';

export interface DraftProps {
  id: string;
  title: string;
  /** "Gespeichert um 09.02 Uhr" */
  note?: Children;
  children?: Children;
}

/** A section named by its heading (WCAG 1.3.1); its parts follow as `DraftPart`. */
export function Draft({ id, title, note, children }: DraftProps): VNode {
  return (
    <section class="draft" id={id} aria-labelledby={`${id}-h`}>
      <header>
        <h2 id={`${id}-h`}>{title}</h2>
        {note ? <span class="small quiet">{note}</span> : null}
      </header>
      {children}
    </section>
  );
}

/** A part of the frame; `letter` for the text as the person will read it, on tinted ground. */
export function DraftPart({
  letter,
  children,
}: {
  letter?: boolean | undefined;
  children?: Children;
}): VNode {
  return <div class={letter ? 'letter stack' : 'stack'}>{children}</div>;
}

export interface ActingProps {
  id: string;
  /** "Ich handle für" */
  label: string;
  /** "Wechseln" */
  submit: string;
  action: string;
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
  hidden?: Readonly<Record<string, string>> | undefined;
}

/** Whom I act for; changing takes a press of the button (WCAG 3.2.2). */
export function ActingFor(props: ActingProps): VNode {
  return (
    <form class="acting" action={props.action} method="post">
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label for={props.id}>{props.label}</label>
      <div>
        <select class="ds-input" id={props.id} name={props.name} data-width="auto">
          {props.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          ))}
        </select>
        <button class="ds-button" data-variant="secondary" type="submit">
          {props.submit}
        </button>
      </div>
    </form>
  );
}
