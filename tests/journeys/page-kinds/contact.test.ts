// The pages of the contact finder and of the directory: axe, HTML, width, four languages.
import { testPageKinds } from './page-kinds.ts';
import { contactVisits } from './visits/contact.ts';

testPageKinds(contactVisits);
