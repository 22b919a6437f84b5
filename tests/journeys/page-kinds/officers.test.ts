// The pages of those who watch over data: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { officerVisits } from './visits/officers.ts';

testPageKinds(officerVisits);
