// What other modules may use of contact: things of theirs that the public may correct, and the ways to reach a unit.
export { addCorrectable, type Correctable, type FieldRule, type Thing } from './correctable.ts';
export { addToFinder } from './pages/added-to-finder.ts';
export { subjectPath } from './api/contact-api.ts';
