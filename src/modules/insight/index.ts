// What other modules may use of insight: the figures of services.
export { fewestCases, figuresOf } from './queries/service-figures.ts';
