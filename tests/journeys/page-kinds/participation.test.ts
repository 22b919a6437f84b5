// The pages of participation: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { participationVisits } from './visits/participation.ts';

testPageKinds(participationVisits);
