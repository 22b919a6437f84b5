// The pages that everyone sees: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { publicVisits } from './visits/public.ts';

testPageKinds(publicVisits);
