// What other modules may use of intake.
export { draftsOf, type Draft } from './queries/draft.ts';
export { formAddress } from './pages/form-session.ts';
export { exportDrafts, exportPaperForms, exportWaitingFiles } from './queries/export-intake.ts';
export { enterPaperForm } from './actions/enter-paper-form.ts';
export { paperForm, type FoundPaperForm } from './queries/paper-form.ts';
