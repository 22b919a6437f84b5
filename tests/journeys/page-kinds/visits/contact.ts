// The pages of the contact finder, of those who propose corrections, and of staff who keep the directory.
import { look, type Visit } from '../visit.ts';

/** An example of the demonstration. */
const proposal = '5f0c7a52-3c1e-4b3e-9a55-0c6b6f1d0a02';

export const contactVisits: readonly Visit[] = [
  {
    who: 'someone who looks for a unit',
    pages: [
      '/kontakt',
      look('/kontakt', '/kontakt?q=zügeln&wo=riehen'),
      look('/kontakt', '/kontakt?thema=soziales&ort=Nirgends'),
      look('/kontakt', '/kontakt?q=xyzzyqq'),
      look('/korrektur/:word/:id', '/korrektur/stelle/veterinaeramt'),
      look('/korrektur/:word/:id', '/korrektur/leistung/schule-zuzug'),
      look('/korrektur/:proposal', `/korrektur/${proposal}`),
      '/korrekturen',
    ],
  },
  {
    who: 'editor-mia',
    first: '/verzeichnis',
    pages: ['/verzeichnis', look('/verzeichnis/:proposal', `/verzeichnis/${proposal}`)],
  },
];
