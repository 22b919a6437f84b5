// The pages of case workers and of the counter: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { staffVisits } from './visits/staff.ts';

testPageKinds(staffVisits);
