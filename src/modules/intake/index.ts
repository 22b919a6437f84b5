// What other modules may use of intake.
export { forgetKnown } from './actions/forget-known.ts';
export { inventedSoFar, readPatterns, seedInvented } from './actions/seed-invented.ts';
export { batchesAddress } from './batch/batches.ts';
export { waitingSignatures, type WaitingSignature } from './signing/find-joint.ts';
export { signatureAddress } from './pages/signature-actions.tsx';
export { sendBatch } from './permissions.ts';
export { exportBatches } from './queries/export-batches.ts';
export { openDrafts, type OpenDraft } from './queries/open-drafts.ts';
export { formAddress } from './form-path.ts';
export { exportDrafts, exportPaperForms, exportWaitingFiles } from './queries/export-intake.ts';
export { enterPaperForm } from './actions/enter-paper-form.ts';
export { paperForm, type FoundPaperForm } from './queries/paper-form.ts';
export { AddressAdvice, openDoubt, streetsAddress } from './pages/lookups.tsx';
