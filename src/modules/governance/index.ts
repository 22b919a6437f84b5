// What other modules may use of governance: the information at each question, whether a service's purpose is open, and how many wait for a decision.
export { isOpen, requireOpenPurpose, standingOf } from './assessment/standing.ts';
export { InformationNotice } from './pages/information-notice.tsx';
export { waitingForDecision } from './queries/waiting.ts';
