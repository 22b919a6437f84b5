// What other modules may use of governance: whether a service's purpose is open, and how many wait for a decision.
export { isOpen, requireOpenPurpose, standingOf } from './assessment/standing.ts';
export { waitingForDecision } from './queries/waiting.ts';
