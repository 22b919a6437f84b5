/** The turntable line: states of a case or steps of a form as stations; the current one is the turntable. */
import type { VNode } from 'preact';
import type { UiLabels } from '../labels.ts';
import { words } from './link.tsx';

export interface Station {
  label: string;
  /** Date or short remark below the label. */
  note?: string | undefined;
  /** Only for stations behind us, to go back and correct. */
  href?: string | undefined;
  state: 'done' | 'current' | 'ahead';
}

export interface TrackProps {
  labels: UiLabels;
  /** Name of the list ("Stand des Geschäfts"). */
  label: string;
  /** Three to six stations. */
  stations: readonly Station[];
  /** In forms: phones show the current station only, so that the question stays near the top. */
  short?: boolean | undefined;
}

/** Never a percentage. The state is in the words too: `aria-current="step"` and hidden "erledigt" (WCAG 1.3.1, 1.4.1). */
export function Track({ labels, label, stations, short }: TrackProps): VNode {
  return (
    <ol class={short ? 'track shorttrack' : 'track'} role="list" aria-label={label}>
      {stations.map((station, index) => (
        <li
          key={index}
          class={station.state === 'done' ? 'done' : undefined}
          aria-current={station.state === 'current' ? 'step' : undefined}
        >
          {station.href && station.state === 'done' ? (
            <a href={station.href}>{station.label}</a>
          ) : (
            station.label
          )}
          {station.state === 'done' ? <span class="ds-sr-only"> ({labels.form.stepDone})</span> : null}
          {station.note ? <small> {words(station.note)}</small> : null}
        </li>
      ))}
    </ol>
  );
}
