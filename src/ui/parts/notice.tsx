/** Notice and state: what happened, said in words, with colour and shape only repeating it. */
import type { VNode } from 'preact';
import type { Tone } from '../tone.ts';
import { words, type Children } from './link.tsx';

export interface NoticeProps {
  tone: Tone;
  /** Says what it is: "Die Frist ist seit gestern vorbei". */
  title: Children;
  level?: 2 | 3 | undefined;
  /** `status` for the result of what the person just did; it is read out politely (WCAG 4.1.3). */
  role?: 'status' | 'alert' | undefined;
  children?: Children;
}

/** An 8 px bar and a heading (WCAG 1.4.1). */
export function Notice({ tone, title, level = 2, role, children }: NoticeProps): VNode {
  const Heading: 'h2' | 'h3' = `h${level}`;
  return (
    <div class="notice" data-color={tone} role={role}>
      <Heading>{title}</Heading>
      {typeof children === 'string' ? <p>{words(children)}</p> : children}
    </div>
  );
}

/** A word with a mark in front: circle, diamond, square or ring by tone (WCAG 1.4.1). */
export function State({ tone, children }: { tone: Tone; children?: Children }): VNode {
  return (
    <span class="state" data-color={tone}>
      {children}
    </span>
  );
}

/** The data class of an answer; `hot` for specially protected data (IDG, besondere Personendaten). */
export function ClassTag({ hot, children }: { hot?: boolean | undefined; children?: Children }): VNode {
  return <span class={hot ? 'class hot' : 'class'}>{children}</span>;
}
