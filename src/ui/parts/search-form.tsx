/** The search: large on the green ground of the home page, small above results. A GET form, works without script. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import type { Children } from './link.tsx';

export interface SearchFormProps {
  labels: UiLabels;
  action: string;
  value?: string | undefined;
  id?: string | undefined;
  /** Default: "Suchen Sie in eigenen Worten". */
  label?: string | undefined;
  /** An example of what to type; never instead of the label. */
  placeholder?: string | undefined;
  note?: Children;
  /** Values that stay, e.g. a filter or the language. */
  hidden?: Readonly<Record<string, string>> | undefined;
  /** Where the page's `search` script asks for suggestions while one types. */
  suggestions?: string | undefined;
}

/** A search landmark with a visible label (WCAG 1.3.1, 3.3.2). The field is `q`. */
export function SearchForm(props: SearchFormProps): VNode {
  const id = props.id ?? 'suche';
  return (
    <form class="find" role="search" action={props.action} method="get">
      <label for={id}>{props.label ?? props.labels.search.label}</label>
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div>
        <input
          id={id}
          name="q"
          type="search"
          autocomplete="off"
          maxLength={200}
          value={props.value}
          placeholder={props.placeholder}
          data-suggestions={props.suggestions}
        />
        <button type="submit">{props.labels.search.submit}</button>
      </div>
      {props.note ? <p class="small">{props.note}</p> : null}
    </form>
  );
}

/** The one place with a full colour, once per page at most: question, search, and the drawing of the turntable. */
export function Ground({ title, children }: { title: Children; children?: Children }): VNode {
  return (
    <div class="ground">
      <Turntable />
      <div class="wrap">
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  );
}

/** Drawing of a turntable with its tracks; decoration (WCAG 1.1.1). */
function Turntable(): VNode {
  return (
    <svg class="art" viewBox="0 0 620 560" aria-hidden="true">
      <path
        class="far"
        d="M366 246 620 92M366 254 620 100M374 264 620 180M376 272 620 189M380 284h240M380 293h240M376 306l244 84M374 314l246 86M366 324l254 154M362 332l258 156M200 388 30 560M206 394 40 560"
      />
      <g class="disc">
        <circle cx="280" cy="288" r="112" />
        <path d="M196 372 356 212M204 380 364 220" />
      </g>
      <path class="line" d="M364 204 566 0M372 212 582 0" />
      <circle class="rim" cx="280" cy="288" r="128" />
    </svg>
  );
}
