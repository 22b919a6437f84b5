// The pages of forms and of one's own account, of companies too: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { residentVisits } from './visits/residents.ts';

testPageKinds(residentVisits);
