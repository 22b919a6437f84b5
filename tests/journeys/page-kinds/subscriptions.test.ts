// The pages of following things and of notices: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { subscriptionVisits } from './visits/subscriptions.ts';

testPageKinds(subscriptionVisits);
