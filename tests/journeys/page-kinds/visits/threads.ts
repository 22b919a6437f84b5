// The pages of threads between persons and units.
import { look, type Visit } from '../visit.ts';

/** An example of the demonstration. */
const thread = '7a3c1f58-52b4-4c55-8b6e-2f4d9b0c1a01';

export const threadVisits: readonly Visit[] = [
  {
    who: 'resident-anna',
    first: '/konto/postfach',
    pages: [
      '/konto/postfach',
      look('/konto/postfach/neu', '/konto/postfach/neu?stelle=veterinaeramt'),
      '/konto/postfach/neu',
      look('/konto/postfach/:thread', `/konto/postfach/${thread}`),
    ],
  },
  {
    who: 'clerk-fiona',
    first: '/nachrichten',
    pages: ['/nachrichten', look('/nachrichten/:thread', `/nachrichten/${thread}`)],
  },
];
