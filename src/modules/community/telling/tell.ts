// community.tell: who was called, answered, let in or moved up is told, as they wish; never what it says, since mail can be read on the way.
import type { App } from '../../../kernel/app.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { accountById } from '../../identity/index.ts';
import { sendNotice } from '../../notifications/index.ts';
import { communityTexts } from '../community-texts.ts';
import { mentionsToTell, type Told } from './who-is-told.ts';

const task = 'community.tell';

/** Event -> whom it is told to. */
const audiences: Record<
  string,
  (app: App, subject: string, data: Record<string, unknown>) => Promise<Told[]>
> = {
  'entry.written': (app, subject) => mentionsToTell(app, subject),
  'entry.commented': async (app, subject, { entry }) => {
    const called = await mentionsToTell(app, subject);
    const author = await authorToTell(app, subject, String(entry));
    // Whoever is called and has written the entry hears of it once.
    return [...called, ...author.filter(({ account }) => !called.some((each) => each.account === account))];
  },
  'answer.accepted': (app, subject) => commentersToTell(app, subject, 'accepted'),
  'text.hidden': (app, subject) => ownersToTell(app, subject, 'hidden'),
  'text.shown': (app, subject) => ownersToTell(app, subject, 'shown'),
  'idea.judged': (app, subject) => ideaToTell(app, subject, 'judged'),
  'idea.chosen': (app, subject) => ideaToTell(app, subject, 'chosen'),
  'idea.declined': (app, subject) => ideaToTell(app, subject, 'declined'),
  'group.asked': moderatorsToTell,
  'group.decided': (_app, subject, { account, accepted }) =>
    Promise.resolve([
      {
        account: String(account),
        words: accepted === true ? 'accepted-into' : 'refused',
        path: groupPath(subject),
      },
    ]),
  'rsvp.moved-up': (_app, subject, { account }) =>
    Promise.resolve([{ account: String(account), words: 'moved-up', path: eventPath(subject) }]),
  'event.cancelled': (app, subject) => attendeesToTell(app, subject, 'cancelled'),
  'event.changed': (app, subject) => attendeesToTell(app, subject, 'changed'),
};
export const toldEvents = Object.keys(audiences);

const groupPath = (id: string) => `/gemeinschaft/gruppen/${id}`;
const eventPath = (id: string) => `/gemeinschaft/anlaesse/${id}`;
const entryPath = (id: string, kind: string) =>
  kind === 'idea' ? `/gemeinschaft/ideen/${id}` : `/gemeinschaft/beitraege/${id}`;

/** At most one notice for each event, person and moment, however often the job runs. */
export async function tell(app: App, payload: Record<string, unknown>): Promise<void> {
  const type = String(payload['type']);
  const subject = String(payload['subject']);
  const data = (payload['data'] ?? {}) as Record<string, unknown>;
  const audience = audiences[type];
  if (!audience) return;
  for (const { account: id, words, path } of await audience(app, subject, data)) {
    const account = await accountById(app, id);
    if (!account) continue;
    await sendNotice(app, task, {
      key: `community/${type}/${subject}/${String(data['at'] ?? data['revision'] ?? '')}/${id}`,
      kind: 'community',
      to: account,
      words: (language) => {
        const t = communityTexts(language);
        return {
          subject: t(`mail.${words}.subject`),
          paragraphs: [t(`mail.${words}.text`), t('mail.open', { url: `${app.config.baseUrl}${path}` })],
        };
      },
      use: { purpose: 'community' },
    });
  }
}

/** The author of the entry, where somebody else has written below it. */
async function authorToTell(app: App, comment: string, entry: string): Promise<Told[]> {
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('community.comment as c')
      .innerJoin('community.entry as e', 'e.id', 'c.entry_id')
      .select(['e.author_id as account', 'c.author_id as by', 'e.kind'])
      .where('c.id', '=', comment)
      .where('e.state', '=', 'shown')
      .where('c.state', '=', 'shown')
      .executeTakeFirst(),
  );
  if (!row?.account || row.account === row.by) return [];
  return [{ account: row.account, words: 'commented', path: entryPath(entry, row.kind) }];
}

async function commentersToTell(app: App, comment: string, words: 'accepted'): Promise<Told[]> {
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('community.comment')
      .select(['author_id as account', 'entry_id as entry'])
      .where('id', '=', comment)
      .executeTakeFirst(),
  );
  return row?.account ? [{ account: row.account, words, path: entryPath(row.entry, 'question') }] : [];
}

/** Whoever wrote the text that moderation has hidden or shown. */
async function ownersToTell(app: App, source: string, words: 'hidden' | 'shown'): Promise<Told[]> {
  const row = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('community.entry as e')
      .leftJoin('community.comment as c', (on) => on.onRef('c.entry_id', '=', 'e.id').on('c.id', '=', source))
      .select([
        'e.id as entry',
        'e.kind',
        'e.author_id as entryBy',
        'c.author_id as commentBy',
        'c.id as comment',
      ])
      .where((is) =>
        is.or([
          is('e.id', '=', source),
          is('e.id', 'in', is.selectFrom('community.comment').select('entry_id').where('id', '=', source)),
        ]),
      )
      .executeTakeFirst(),
  );
  const account = row?.comment ? row.commentBy : row?.entryBy;
  return row && account ? [{ account, words, path: entryPath(row.entry, row.kind) }] : [];
}

async function ideaToTell(app: App, idea: string, words: 'judged' | 'chosen' | 'declined'): Promise<Told[]> {
  const row = await impersonal(app, 'show-nobody', (db) =>
    db.selectFrom('community.entry').select('author_id as account').where('id', '=', idea).executeTakeFirst(),
  );
  return row?.account ? [{ account: row.account, words, path: entryPath(idea, 'idea') }] : [];
}

/** Of a closed group that somebody wants to come into. */
async function moderatorsToTell(app: App, circle: string): Promise<Told[]> {
  const rows = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('community.member')
      .select('account_id as account')
      .where('circle_id', '=', circle)
      .where('role', '=', 'moderator')
      .orderBy('account_id')
      .limit(20)
      .execute(),
  );
  return rows.map(({ account }) => ({ account, words: 'asked', path: `${groupPath(circle)}/mitglieder` }));
}

async function attendeesToTell(app: App, event: string, words: 'cancelled' | 'changed'): Promise<Told[]> {
  const rows = await impersonal(app, 'show-nobody', (db) =>
    db
      .selectFrom('community.rsvp')
      .select('account_id as account')
      .where('event_id', '=', event)
      .orderBy('asked')
      .execute(),
  );
  return rows.map(({ account }) => ({ account, words, path: eventPath(event) }));
}
