// The pages of money: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { moneyVisits } from './visits/money.ts';

testPageKinds(moneyVisits);
