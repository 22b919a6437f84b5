/** The band, unit of every page: a black rule, the heading in the left margin, the matter at the right. */
import type { VNode } from 'preact';
import { words, type Children } from './link.tsx';

export interface BandProps {
  /** Becomes the anchor of the section; its heading gets `{id}-h`. */
  id: string;
  title: Children;
  /** Small quiet text below the heading, may hold a link. */
  note?: Children;
  /** The matter needs the whole width (tables, charts). */
  full?: boolean | undefined;
  /** Without the black rule: only for the first band below the ground. */
  plain?: boolean | undefined;
  /** Last band of a page: no space below. */
  last?: boolean | undefined;
  children?: Children;
}

/** A region named by its heading (WCAG 1.3.1, 2.4.1). Bands follow each other and are never nested. */
export function Band({ id, title, note, full, plain, last, children }: BandProps): VNode {
  const kinds = ['band', full && 'full', plain && 'plainband', last && 'last'].filter(Boolean).join(' ');
  return (
    <section class={kinds} id={id} aria-labelledby={`${id}-h`}>
      <header>
        <h2 id={`${id}-h`}>{title}</h2>
        {note ? <p>{words(note)}</p> : null}
      </header>
      <div class="matters">{children}</div>
    </section>
  );
}

/** Text and a 19rem column at its right ("who is responsible"); one below the other on phones. */
export function Cols({
  children,
  aside,
  asideLabel,
}: {
  children?: Children;
  aside: Children;
  asideLabel: string;
}): VNode {
  return (
    <div class="cols">
      <div>{children}</div>
      <aside aria-label={asideLabel}>{aside}</aside>
    </div>
  );
}

/** Case and draft side by side, for staff; the draft stays in view while the case scrolls. */
export function Desk({ children, draft }: { children?: Children; draft: Children }): VNode {
  return (
    <div class="desk">
      <div>{children}</div>
      {draft}
    </div>
  );
}

/** The page's width and gutter; every page's content stands in one or more of these. */
export function Wrap({ children }: { children?: Children }): VNode {
  return <div class="wrap">{children}</div>;
}

/** Running text in one measure (65 to 72 characters) with even space between its paragraphs. */
export function Prose({ children }: { children?: Children }): VNode {
  return <div class="prose stack">{children}</div>;
}

/** Things below each other with even space. */
export function Stack({ children, small }: { children?: Children; small?: boolean | undefined }): VNode {
  return <div class={small ? 'stack small' : 'stack'}>{children}</div>;
}

/** A small quiet line: source, as-of date, legal basis. */
export function Quiet({ children }: { children?: Children }): VNode {
  return <p class="small quiet">{words(children)}</p>;
}
