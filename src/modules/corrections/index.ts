// What other modules may use of the corrections module.
export { entryFacts } from './queries/entry-facts.ts';
