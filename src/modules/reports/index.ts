// What other modules may use of reports.
export { seedManyReports } from './seed-many-reports.ts';
