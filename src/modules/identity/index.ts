// What other modules may use of the identity module: accounts, and the invented identities of the demonstration.
export type { Account } from './account.ts';
export { accountOfResident, accountOfVisitor, personActor } from './actions/account-of-resident.ts';
export { accountById, accountsOfUnit, accountNames } from './queries/accounts.ts';
export { demoIdentities, type DemoIdentity } from './demo/identities.ts';
export { demoActor } from './demo/seed-accounts.ts';
