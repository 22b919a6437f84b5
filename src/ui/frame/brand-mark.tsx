/** The mark: a turntable, a disc with a track through it. Never the coat of arms. */
import type { VNode } from 'preact';

/** Decoration beside the name, hidden from screen readers (WCAG 1.1.1). */
export function BrandMark(): VNode {
  return (
    <svg viewBox="0 0 48 44" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="2.5">
        <path d="M35 22h13M33 29.5 48 38" />
      </g>
      <g transform="rotate(-32 22 22)">
        <path d="M-6 19.2h58M-6 24.8h58" stroke="currentColor" stroke-width="2.5" />
        <circle cx="22" cy="22" r="15" fill="currentColor" />
        <path d="M7 19.2h30M7 24.8h30" class="cut" stroke-width="2.5" />
      </g>
    </svg>
  );
}
