// What other modules may use of governance: the information at each question, whether a service's purpose is open, how many wait for a decision, what tasks are called.
export { isOpen, requireOpenPurpose, standingOf } from './assessment/standing.ts';
export { InformationNotice } from './pages/information-notice.tsx';
export { waitingForDecision } from './queries/waiting.ts';
export { taskTitle } from './queries/activities.ts';
export { ownerOfPurpose } from './queries/answer-for.ts';
