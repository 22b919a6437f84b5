// The pages of reports: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { reportsVisits } from './visits/reports.ts';

testPageKinds(reportsVisits);
