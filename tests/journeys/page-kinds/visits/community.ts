// The pages of the community of staff: of members, moderators, the office that judges ideas, and a guest of another canton.
import { hashOf } from '../../../../src/kernel/secret.ts';
import { seeded } from '../../../../src/modules/community/testing/colleagues.ts';
import type { TestProgram } from '../../../support/test-program.ts';
import { bareDb } from '../../../support/unguarded.ts';
import { look, type Visit } from '../visit.ts';

const group = (id: string, rest = '') => `/gemeinschaft/gruppen/${id}${rest}`;

const shownPerson = async ({ app }: TestProgram) => {
  const { account_id: id } = await bareDb(app)
    .selectFrom('community.profile')
    .select('account_id')
    .where('listed', '=', true)
    .orderBy('account_id')
    .executeTakeFirstOrThrow();
  return `/gemeinschaft/menschen/${id}`;
};

/** Of invitations only the hash of the link is known: one whose link we know is made. */
const invitation = async ({ app }: TestProgram) => {
  const secret = 'c'.repeat(43);
  await bareDb(app)
    .insertInto('community.invitation')
    .values({
      id: 'c0c00000-0000-4000-8000-000000000001',
      circle_id: seeded.withGuest,
      name: 'Gast',
      email: 'gast@example.org',
      organisation: 'Kanton Beispielland (erfunden)',
      until: app.clock.today(),
      secret_hash: hashOf(secret),
      invited_at: app.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return `/gemeinschaft/einladung/${secret}`;
};

export const communityVisits: readonly Visit[] = [
  {
    who: 'trainer-nora',
    first: '/gemeinschaft',
    pages: [
      '/gemeinschaft',
      '/gemeinschaft/suche',
      look('/gemeinschaft/suche', '/gemeinschaft/suche?q=Brief'),
      '/gemeinschaft/gruppen',
      '/gemeinschaft/gruppen/neu',
      look('/gemeinschaft/gruppen/:id', group(seeded.open)),
      look('/gemeinschaft/gruppen/:id', group(seeded.closed)),
      look('/gemeinschaft/gruppen/:id/mitglieder', group(seeded.open, '/mitglieder')),
      look('/gemeinschaft/gruppen/:id/schreiben', group(seeded.open, '/schreiben')),
      look('/gemeinschaft/gruppen/:id/moderation', group(seeded.open, '/moderation')),
      look('/gemeinschaft/gruppen/:id/dokumente', group(seeded.open, '/dokumente')),
      look('/gemeinschaft/dokumente/:id', `/gemeinschaft/dokumente/${seeded.document}`),
      look('/gemeinschaft/gruppen/:id/anlaesse', group(seeded.open, '/anlaesse')),
      look('/gemeinschaft/gruppen/:id/anlaesse/neu', group(seeded.open, '/anlaesse/neu')),
      look('/gemeinschaft/anlaesse/:id', `/gemeinschaft/anlaesse/${seeded.event}`),
      look('/gemeinschaft/anlaesse/:id/aendern', `/gemeinschaft/anlaesse/${seeded.event}/aendern`),
      look('/gemeinschaft/beitraege/:id', `/gemeinschaft/beitraege/${seeded.question}`),
      look('/gemeinschaft/beitraege/:id', `/gemeinschaft/beitraege/${seeded.hidden}`),
      look(
        '/gemeinschaft/beitraege/:id/melden',
        `/gemeinschaft/beitraege/${seeded.question}/melden?text=${seeded.question}`,
      ),
      '/gemeinschaft/menschen',
      look('/gemeinschaft/menschen/:id', shownPerson),
      '/gemeinschaft/profil',
      '/gemeinschaft/ideen',
      '/gemeinschaft/ideen/neu',
      look('/konto/benachrichtigungen', '/konto/benachrichtigungen'),
    ],
  },
  {
    who: 'dpo-jonas',
    first: '/gemeinschaft',
    pages: [look('/gemeinschaft/gruppen/:id/mitglieder', group(seeded.closed, '/mitglieder'))],
  },
  {
    who: 'hub-ines',
    first: '/gemeinschaft',
    pages: [
      '/gemeinschaft/moderation',
      look('/gemeinschaft/ideen/:id', `/gemeinschaft/ideen/${seeded.idea}`),
      look('/gemeinschaft/ideen/:id', `/gemeinschaft/ideen/${seeded.chosen}`),
      look('/gemeinschaft/ideen/neu', '/gemeinschaft/ideen/neu?quelle=/mitreden/buergerraete'),
    ],
  },
  {
    who: 'resident-bruno',
    first: '/gemeinschaft',
    pages: [
      '/gemeinschaft',
      look('/gemeinschaft/gruppen/:id', group(seeded.withGuest)),
      look('/gemeinschaft/einladung/:secret', invitation),
    ],
  },
];
