// What other modules may use of mandates.
export { learnToday } from './actions/learn-today.ts';
export { learnRepresentations } from './actions/learn-representations.ts';
export { actByLaw } from './actions/act-by-law.ts';
export { representativesOf, representedBy, secondSignatureUntil } from './queries/representatives.ts';
export { asSignatory } from './queries/companies.ts';
export { standingRights } from './queries/standing-rights.ts';
export { servicesByLaw } from './queries/acting-by-law.ts';
export { openOffers, type OpenOffer } from './queries/open-offers.ts';
export { exportMandates, exportRepresentations } from './queries/export-mandates.ts';
