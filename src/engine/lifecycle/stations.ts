// A case as a line with stations: what is behind, where it stands, what is ahead.
import type { CaseState, Lifecycle } from './lifecycle.ts';

/** Text keys: three stations every case passes, one while a question is open, or the end it has reached. */
export type StationId = 'received' | 'review' | 'question' | 'decision' | CaseState;

export interface CaseStation {
  id: StationId;
  status: 'done' | 'current' | 'ahead';
  /** Instant at which the station was reached, as given in the history. */
  at?: string;
}

export interface StateEntry {
  state: string;
  at: string;
}

/**
 * Stations of a case.
 * @param history states entered, oldest first; empty counts as just submitted
 */
export function stationsFor(lifecycle: Lifecycle, history: readonly StateEntry[]): CaseStation[] {
  const state = lifecycle.states.find((each) => each === history.at(-1)?.state) ?? lifecycle.initial;
  const first = (wanted: CaseState) => history.find((entry) => entry.state === wanted)?.at;
  const received = station('received', 'done', history[0]?.at);
  const review = station('review', 'done', first('in-review'));
  const decision = station('decision', 'ahead');
  if (lifecycle.ends.some((end) => end === state)) {
    const reviewed = history.some((entry) => entry.state === 'in-review');
    return [received, ...(reviewed ? [review] : []), station(state, 'current', first(state))];
  }
  if (state === 'submitted')
    return [{ ...received, status: 'current' }, station('review', 'ahead'), decision];
  if (state === 'in-review') return [received, { ...review, status: 'current' }, decision];
  const asked = history.findLast((entry) => entry.state === state)?.at;
  return [received, review, station('question', 'current', asked), decision];
}

function station(id: StationId, status: CaseStation['status'], at?: string): CaseStation {
  return at === undefined ? { id, status } : { id, status, at };
}
