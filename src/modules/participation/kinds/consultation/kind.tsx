// Consultation on a text: comments on each paragraph of it.
import { paragraphBands } from './bands.tsx';
import { checkConsultation, ConsultationPart, paragraphsOf } from './part.ts';
import { commentRoutes } from './comment.tsx';
import { seedComments } from './seed.ts';
import type { Kind } from '../kind.ts';

export const consultation: Kind = {
  id: 'consultation',
  name: { de: 'Vernehmlassung', fr: 'Consultation', it: 'Consultazione', en: 'Consultation' },
  schema: ConsultationPart,
  acts: { comment: { name: { de: 'Kommentar', fr: 'Commentaire', it: 'Commento', en: 'Comment' } } },
  check: checkConsultation,
  bands: paragraphBands,
  routes: commentRoutes,
  searchText: (process, language) =>
    paragraphsOf(process)
      .map(({ title, text }) => `${title[language]} ${text[language]}`)
      .join(' '),
  seed: seedComments,
};
