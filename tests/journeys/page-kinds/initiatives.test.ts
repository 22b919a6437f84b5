// The pages of initiatives, legal obstacles and of how digital the canton is: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { initiativeVisits } from './visits/initiatives.ts';

testPageKinds(initiativeVisits);
