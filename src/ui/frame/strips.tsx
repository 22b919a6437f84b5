/** The two strips above a page: the demonstration banner, and a warning that matters to everyone. */
import type { VNode } from 'preact';
import { fill, type UiLabels } from '../labels.ts';
import type { Tone } from '../tone.ts';
import type { Children } from '../parts/link.tsx';

export interface DemoStripProps {
  labels: UiLabels;
  realSite: { name: string; href: string };
}

/** Always there in demonstrations, so that nobody takes the demo for an authority's site. A named region (1.3.1). */
export function DemoStrip({ labels, realSite }: DemoStripProps): VNode {
  return (
    <div class="demo" role="region" aria-label={labels.frame.demoRegion}>
      <div class="wrap">
        <p>
          <b>{labels.frame.demoTitle}</b> {labels.frame.demoText}{' '}
          <a href={realSite.href}>{fill(labels.frame.realSite, { site: realSite.name })}</a>
        </p>
      </div>
    </div>
  );
}

/** One warning at most; the words say what it is, the colour repeats it (WCAG 1.4.1). */
export function Bar({
  tone,
  label,
  live,
  content,
}: {
  tone: Tone;
  label: string;
  /** It has just come about and concerns everyone: read out at once, or when there is a pause (WCAG 4.1.3). */
  live?: 'alert' | 'status' | undefined;
  content: Children;
}): VNode {
  return (
    <div class="bar" data-color={tone} role="region" aria-label={label}>
      <div class="wrap">
        <p role={live}>{content}</p>
      </div>
    </div>
  );
}
