// The states of a report, said honestly, and what may follow which.
import type { Tone } from '../../ui/index.ts';

export const states = ['reported', 'working', 'fixed', 'elsewhere', 'declined', 'merged'] as const;
export type ReportState = (typeof states)[number];

const openStates = ['reported', 'working'] as const satisfies readonly ReportState[];
const closedStates = ['fixed', 'elsewhere', 'declined'] as const satisfies readonly ReportState[];
/** What lists show: whatever is merged goes on under another number. */
export const listedStates = [...openStates, ...closedStates] as const;

export const isOpen = (state: string): boolean => (openStates as readonly string[]).includes(state);
/** By its unit; a merged one is closed by the one that goes on. */
export const isClosed = (state: string): boolean => (closedStates as readonly string[]).includes(state);

export const toneOf: Record<ReportState, Tone> = {
  reported: 'info',
  working: 'warning',
  fixed: 'success',
  elsewhere: 'neutral',
  declined: 'neutral',
  merged: 'neutral',
};

export const asState = (text: string): ReportState => states.find((each) => each === text) ?? 'reported';

/** Some of the states that a list may be asked for: `offen`, `geschlossen`, or one alone; all where it is none of these. */
export function statesAsked(text: string | undefined): readonly ReportState[] {
  if (text === 'offen') return openStates;
  if (text === 'geschlossen') return closedStates;
  const one = listedStates.find((each) => each === text);
  return one ? [one] : listedStates;
}
