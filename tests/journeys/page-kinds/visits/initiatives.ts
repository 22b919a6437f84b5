// The pages of initiatives, legal obstacles and of how digital the canton is: of everybody, of the Fachstelle, of a head, of staff.
import { look, type Visit } from '../visit.ts';

const dog = 'beispiel-hund-in-drei-minuten';
const draft = 'beispiel-gesuch-ohne-unterschrift';
const obstacle = 'beispiel-hundedaten-abrufen';

export const initiativeVisits: readonly Visit[] = [
  {
    who: 'someone who wants to know what the canton has in hand',
    pages: [
      '/vorhaben',
      look('/vorhaben', '/vorhaben?department=gd&phase=idea'),
      '/vorhaben/tafel',
      '/vorhaben/zeitplan',
      '/vorhaben/zusammenhang',
      '/vorhaben/geld',
      look('/vorhaben/:id', `/vorhaben/${dog}`),
      look('/vorhaben/:id/verlauf', `/vorhaben/${dog}/verlauf`),
      '/huerden',
      look('/huerden', '/huerden?stand=refused'),
      look('/huerden/:id', `/huerden/${obstacle}`),
      '/wirkung',
      look('/leistungen/:id', '/leistungen/waermepumpe-melden'),
    ],
  },
  {
    who: 'hub-ines',
    first: '/vorhaben/bearbeiten',
    pages: [
      '/vorhaben/bearbeiten',
      '/vorhaben/bearbeiten/neu',
      look('/vorhaben/bearbeiten/:id', `/vorhaben/bearbeiten/${draft}`),
      look('/vorhaben/bearbeiten/:id/aendern', `/vorhaben/bearbeiten/${draft}/aendern`),
      look('/vorhaben/bearbeiten/:id/meinung', `/vorhaben/bearbeiten/${dog}/meinung`),
      look('/vorhaben/bearbeiten/:id/eintrag', `/vorhaben/bearbeiten/${dog}/eintrag`),
      look('/vorhaben/bearbeiten/:id/nutzen', `/vorhaben/bearbeiten/${dog}/nutzen`),
      look('/vorhaben/bearbeiten/:id/nutzen', `/vorhaben/bearbeiten/${dog}/nutzen?mass=services-online`),
      look('/vorhaben/bearbeiten/:id/team', `/vorhaben/bearbeiten/${dog}/team`),
      '/huerden/bearbeiten/neu',
      look('/huerden/bearbeiten/:id', `/huerden/bearbeiten/${obstacle}`),
    ],
  },
];
