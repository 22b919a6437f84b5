// The pages of the contact finder, of the directory and of threads: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { contactVisits } from './visits/contact.ts';
import { threadVisits } from './visits/threads.ts';

testPageKinds([...contactVisits, ...threadVisits]);
