// The pages of the community of staff: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { communityVisits } from './visits/community.ts';

testPageKinds(communityVisits);
