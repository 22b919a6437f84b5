// The pages of news and of the warning on all pages: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { newsVisits } from './visits/news.ts';

testPageKinds(newsVisits);
