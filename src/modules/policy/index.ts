// What other modules may use of the policy: the one decision about staff and cases, certificates, emergency accesses.
export {
  certificateProvider,
  recordCertificate,
  validAt,
  type Certificate,
  type CertificateProvider,
} from './certificates.ts';
export { isConcerned, refuseOwnMatter } from './concerned.ts';
export { type Condition, type Decision, type Purpose, type Use } from './decide.ts';
export {
  beginEmergency,
  emergencies,
  openEmergenciesOf,
  endEmergency,
  type EmergencyAccess,
} from './emergency.ts';
export { mayFor, rolesMay, staffFor } from './permissions.ts';
export { policyOf } from './policy-file.ts';
export { policyTexts } from './policy-texts.ts';
export {
  heldBy,
  isOwnMatter,
  lacksCertificate,
  mayBySight,
  mayOfUnit,
  staffWhoMay,
  standingIn,
  standingsIn,
  standingWithout,
  type Answer,
  type CaseFacts,
  type Standing,
} from './standing.ts';
export { casesInSight, unitIdsInSight, unitsInSight } from './units.ts';
export { certificateWarnings, type CertificateWarning } from './warnings.ts';
