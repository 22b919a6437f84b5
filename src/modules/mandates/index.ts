// What other modules may use of mandates.
export { exportMandates } from './queries/export-mandates.ts';
