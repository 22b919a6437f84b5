// What other modules may use of the identity module: accounts, and the invented identities of the demonstration.
export type { Account } from './account.ts';
export { actInSession } from './actions/act-in-session.ts';
export { forgetPasskeys } from './actions/forget-passkeys.ts';
export {
  accountOfCompany,
  accountOfResident,
  accountOfVisitor,
  accountsOfInvented,
  personActor,
} from './actions/account-of-resident.ts';
export {
  accountById,
  accountsByIds,
  accountsOfResidents,
  accountNames,
  accountsOfEntry,
  accountsOfSamePerson,
  accountsOfUnit,
  accountsWithRole,
  actingForCompanies,
  allAccountsOfResident,
  isSignedInTo,
  registerIdsOf,
  staffNamed,
  staffWithRole,
} from './queries/accounts.ts';
export { staffAfter } from './queries/staff-after.ts';
export { provideServiceNeeds, type ServiceNeed } from './eid/purpose.ts';
export { provideResidentMatch, type MatchedResident, type WantedResident } from './eid/resident-match.ts';
export { levelName, missingLevel, levelText, requireLevel } from './levels.ts';
export { assured, stepUpPage } from './pages/step-up.tsx';
export { demoIdentities, type DemoIdentity } from './demo/identities.ts';
export { demoActor } from './demo/seed-accounts.ts';
