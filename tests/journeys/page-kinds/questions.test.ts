// The pages of questions, knowledge and response times: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { questionsVisits } from './visits/questions.ts';

testPageKinds(questionsVisits);
