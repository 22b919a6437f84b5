// Consultation on a text: comments and edit suggestions on each paragraph, statements of organisations, versions of the text.
import { isWithin } from '../../../organisation/index.ts';
import { consultationBands } from './bands.tsx';
import { commentRoutes } from './comment.tsx';
import { compareRoute } from './compare-page.tsx';
import { consultationTexts } from './consultation-texts.ts';
import { keepVersions } from './keep-versions.ts';
import { checkConsultation, ConsultationPart } from './part.ts';
import { nextVersionRoutes } from './next/next-routes.ts';
import { seedConsultation } from './seed.ts';
import { shownTexts } from './shown-text.tsx';
import { statementRoutes } from './statements/statement-routes.ts';
import { suggestRoutes } from './suggest.tsx';
import { versionsApi } from './versions-api.ts';
import { latest, versionsOf } from './versions.ts';
import type { Kind } from '../kind.ts';

export const consultation: Kind = {
  id: 'consultation',
  name: { de: 'Vernehmlassung', fr: 'Consultation', it: 'Consultazione', en: 'Consultation' },
  schema: ConsultationPart,
  acts: {
    comment: { name: { de: 'Kommentar', fr: 'Commentaire', it: 'Commento', en: 'Comment' } },
    suggestion: {
      name: {
        de: 'Änderungsvorschlag',
        fr: 'Proposition de modification',
        it: 'Proposta di modifica',
        en: 'Suggested change',
      },
      wording: true,
    },
    statement: {
      name: { de: 'Stellungnahme', fr: 'Prise de position', it: 'Presa di posizione', en: 'Statement' },
    },
  },
  check: checkConsultation,
  start: keepVersions,
  bands: consultationBands,
  shownText: shownTexts,
  staffLinks: ({ app, actor, language }, { id, owner }) =>
    actor.kind === 'staff' && isWithin(app, owner, actor.unit)
      ? [{ label: consultationTexts(language)('next.title'), href: `/mitwirkung/${id}/fassung` }]
      : [],
  routes: [
    ...commentRoutes,
    ...suggestRoutes,
    compareRoute,
    ...statementRoutes,
    ...nextVersionRoutes,
    versionsApi,
  ],
  async keptText(app, process) {
    const { paragraphs } = latest(await versionsOf(app, process.id));
    return (language) =>
      paragraphs.map(({ title, text }) => `${title[language]} ${text[language]}`).join(' ');
  },
  seed: seedConsultation,
};
