// The pages of training: courses, modules, tests, results, certificates, the status of units.
import { testPageKinds } from './page-kinds.ts';
import { learningVisits } from './visits/learning.ts';

testPageKinds(learningVisits);
