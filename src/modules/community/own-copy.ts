// What the community module gives to the copy of one's own data: profile, groups, what one has written, events, supports. Staff have it, too.
import { sql } from 'kysely';
import type { PersonActor, StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import type { OwnCopy, OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDateTime } from '../../ui/index.ts';
import { communityTexts } from './community-texts.ts';

type Holder = PersonActor | StaffActor;
const portion = 500;

interface Own {
  what: string;
  at: string;
  title: string;
  lines: string[];
}

/** Profile, groups, requests, invitations, events, supports, mentions and reports: few of each. */
async function* place(app: App, actor: Holder): AsyncGenerator<Own> {
  const own = <Row>(read: Parameters<typeof ownData<Row>>[2]) => ownData(app, actor, read);
  const profiles = await own((db) =>
    db.selectFrom('community.profile').selectAll().where('account_id', '=', actor.id).execute(),
  );
  for (const each of profiles)
    yield {
      what: 'profile',
      at: each.joined_at.toISOString(),
      title: each.shown_as,
      lines: [each.about, ...each.skills, ...each.offers, each.digest].filter((line) => line !== ''),
    };
  const groups = await own((db) =>
    db
      .selectFrom('community.member as m')
      .innerJoin('community.circle as c', 'c.id', 'm.circle_id')
      .select(['c.name', 'm.role', 'm.organisation', 'm.until', 'm.joined_at as at'])
      .where('m.account_id', '=', actor.id)
      .execute(),
  );
  for (const { name, role, organisation, until, at } of groups)
    yield {
      what: 'group',
      at: at.toISOString(),
      title: name,
      lines: [role, organisation, until].filter((line) => line !== null),
    };
  const requests = await own((db) =>
    db
      .selectFrom('community.request as r')
      .innerJoin('community.circle as c', 'c.id', 'r.circle_id')
      .select(['c.name', 'r.at'])
      .where('r.account_id', '=', actor.id)
      .execute(),
  );
  for (const { name, at } of requests)
    yield { what: 'request', at: at.toISOString(), title: name, lines: [] };
  const invitations = await own((db) =>
    db.selectFrom('community.invitation').selectAll().where('account_id', '=', actor.id).execute(),
  );
  for (const { name, email, organisation, until, invited_at: at } of invitations)
    yield { what: 'invitation', at: at.toISOString(), title: name, lines: [email, organisation, until] };
  const events = await own((db) =>
    db
      .selectFrom('community.rsvp as r')
      .innerJoin('community.event as e', 'e.id', 'r.event_id')
      .select(['e.title', 'r.state', 'r.at'])
      .where('r.account_id', '=', actor.id)
      .execute(),
  );
  for (const { title, state, at } of events)
    yield { what: 'event', at: at.toISOString(), title, lines: [state] };
  const supports = await own((db) =>
    db
      .selectFrom('community.support')
      .select(['entry_id as id', 'at'])
      .where('account_id', '=', actor.id)
      .execute(),
  );
  for (const { id, at } of supports)
    yield { what: 'support', at: at.toISOString(), title: `/gemeinschaft/ideen/${id}`, lines: [] };
  const mentions = await own((db) =>
    db
      .selectFrom('community.mention')
      .select(['entry_id as id', 'at'])
      .where('account_id', '=', actor.id)
      .execute(),
  );
  for (const { id, at } of mentions)
    yield { what: 'mention', at: at.toISOString(), title: `/gemeinschaft/beitraege/${id}`, lines: [] };
  const reports = await own((db) =>
    db
      .selectFrom('community.report')
      .select(['entry_id as id', 'reason', 'at'])
      .where('account_id', '=', actor.id)
      .execute(),
  );
  for (const { id, reason, at } of reports)
    yield { what: 'report', at: at.toISOString(), title: `/gemeinschaft/beitraege/${id}`, lines: [reason] };
}

/** All texts, newest first, portion by portion. */
async function* texts(app: App, actor: Holder): AsyncGenerator<Own> {
  yield* inPortions((before) =>
    ownData(app, actor, (db) =>
      db
        .selectFrom('community.entry')
        .select(['id', 'kind as what', 'title', 'body', 'at'])
        .where('author_id', '=', actor.id)
        .$if(before !== undefined, (query) => query.where(olderThan(before)))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(portion)
        .execute(),
    ),
  );
  yield* inPortions((before) =>
    ownData(app, actor, async (db) => {
      const rows = await db
        .selectFrom('community.comment')
        .select(['id', 'body', 'at'])
        .where('author_id', '=', actor.id)
        .$if(before !== undefined, (query) => query.where(olderThan(before)))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(portion)
        .execute();
      return rows.map((row) => ({ ...row, what: 'comment', title: '' }));
    }),
  );
}

const olderThan = (last: TextRow | undefined) =>
  sql<boolean>`(at, id) < (${last?.at}::timestamptz, ${last?.id}::uuid)`;

interface TextRow {
  id: string;
  what: string;
  title: string;
  body: string;
  at: Date;
}

async function* inPortions(read: (before: TextRow | undefined) => Promise<TextRow[]>): AsyncGenerator<Own> {
  let before: TextRow | undefined;
  for (;;) {
    const rows = await read(before);
    for (const { what, title, body, at } of rows)
      yield { what, at: at.toISOString(), title, lines: body === '' ? [] : [body] };
    before = rows.at(-1);
    if (before === undefined || rows.length < portion) return;
  }
}

const print: OwnCopyPart<Own>['print'] = ({ at, title, lines }, _app, language) => ({
  title: [formatDateTime(new Date(at), language), title].filter((each) => each !== '').join(': '),
  lines,
});

const placePart: OwnCopyPart<Own> = {
  name: 'community',
  tables: [
    'community.profile',
    'community.member',
    'community.request',
    'community.invitation',
    'community.rsvp',
    'community.support',
    'community.mention',
    'community.report',
  ],
  title: (language) => communityTexts(language)('copy.place'),
  read: place,
  print,
};

const textPart: OwnCopyPart<Own> = {
  name: 'communityTexts',
  tables: ['community.entry', 'community.comment'],
  title: (language) => communityTexts(language)('copy.texts'),
  read: texts,
  print,
};

export const communityCopy: OwnCopy = { parts: [placePart, textPart] };
