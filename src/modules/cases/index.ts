// What other modules may use of cases.
export { openInventedCases, type InventedCase } from './actions/open-invented-cases.ts';
export { openCase, type Submission } from './actions/open-case.ts';
export { correctKnownValues, type TouchedCase } from './actions/correct-known-values.ts';
export { type Signer } from './actions/record-signatures.ts';
export { signatureDigest } from './signature-digest.ts';
export { addressOf, type PostalAddress } from './letters/recipient.ts';
export { letterWords } from './letters/letter-words.ts';
export { caseFactsOf } from './queries/case-facts.ts';
export { historyOf, loadMatter, type HistoryEntry, type Matter, type Origin } from './queries/load-matter.ts';
export { mattersOf, type OwnMatter } from './queries/matters-of.ts';
export { submittedSince, type SubmittedMatter } from './queries/submitted-since.ts';
export { legalBasesOf, legalBasisOf } from './legal-basis.ts';
export { caseWord } from './case-texts.ts';
export { documentsOfOwner, type OwnDocument } from './queries/documents-of-owner.ts';
export { closedMattersOf, openMattersOf, type OpenMatter } from './queries/own-account.ts';
export { exportMatters, type ExportedMatter } from './queries/export-matters.ts';
export {
  closedVersions,
  endingMatters,
  endOf,
  lockEnded,
  type EndedMatter,
} from './queries/ended-matters.ts';
export { wholeCase, type WholeCase } from './queries/whole-case.ts';
export { isSuspended } from './appeals/appeals-of.ts';
export { addCaseBand } from './pages/added-bands.ts';
export { CaseTrack } from './pages/case-parts.tsx';
export { measureCases, type CaseMeasures } from './queries/measure-cases.ts';
