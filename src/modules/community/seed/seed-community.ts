// Fills the demonstration's community with invented groups, texts, events and ideas: real rows by the same actions that people use.
import { randomUUID } from 'node:crypto';
import { addDays } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { runAt } from '../../../kernel/clock.ts';
import { contentOf } from '../../../kernel/files/content.ts';
import { demoActor } from '../../identity/index.ts';
import { addDocument, addDocumentVersion } from '../documents/keep-document.ts';
import { moderate } from '../entries/moderate.ts';
import { acceptAnswer, writeComment } from '../entries/write-comment.ts';
import { writeEntry } from '../entries/write-entry.ts';
import { answerEvent } from '../events/answer-event.ts';
import { planEvent } from '../events/plan-event.ts';
import { createGroup } from '../groups/create-group.ts';
import { acceptInvitation, inviteGuest } from '../groups/guests.ts';
import { changeMember, joinGroup } from '../groups/join-group.ts';
import { answerIdea, judgeIdea, proposeIdea, supportIdea } from '../ideas/idea-actions.ts';
import { saveProfile } from '../people/save-profile.ts';
import type { Participant } from '../permissions.ts';
import { inventedPdf } from './invented-pdf.ts';
import { loadDemo, type DemoComment, type DemoCommunity } from './load-demo.ts';

type Of<List extends keyof DemoCommunity> = DemoCommunity[List] extends readonly (infer Item)[]
  ? Item
  : never;

/** Idempotent: where there are groups, nothing is added. */
export async function seedCommunity(app: App): Promise<void> {
  if (app.config.mode !== 'demo') return;
  const filled = await app.db.selectFrom('community.circle').select('id').limit(1).executeTakeFirst();
  if (filled) return;
  const demo = await loadDemo(app);
  for (const group of demo.groups) await seedGroup(app, group);
  for (const { who, about = '', skills, offers, shown } of demo.profiles)
    await saveProfile(app, await staff(app, who), {
      ...{ about, skills, offers, shown },
      listed: true,
      digest: 'weekly',
    });
  for (const entry of demo.entries) await seedEntry(app, entry);
  for (const document of demo.documents) await seedDocument(app, document);
  for (const event of demo.events) await seedEvent(app, event);
  for (const idea of demo.ideas) await seedIdea(app, idea);
}

const ago = <Result>(app: App, days: number, work: () => Promise<Result>): Promise<Result> =>
  runAt(app.clock, new Date(app.clock.now().getTime() - days * 86_400_000), work);

async function participant(app: App, who: string): Promise<Participant> {
  const actor = await demoActor(app, who);
  if (actor.kind !== 'staff' && actor.kind !== 'person') throw new Error(`${who} has no account`);
  return actor;
}

async function staff(app: App, who: string): Promise<StaffActor> {
  const actor = await participant(app, who);
  if (actor.kind !== 'staff') throw new Error(`${who} does not work here`);
  return actor;
}

async function seedGroup(app: App, group: Of<'groups'>): Promise<void> {
  const { id, by, name, about, open, members, asked = [], guests = [] } = group;
  const moderator = await staff(app, by);
  await ago(app, group.daysAgo, async () => {
    await createGroup(app, moderator, { id, name, about, open });
    for (const who of members) {
      const member = await staff(app, who);
      await joinGroup(app, member, id);
      if (!open) await changeMember(app, moderator, id, member.id, 'accept');
    }
  });
  for (const who of asked) await joinGroup(app, await staff(app, who), id);
  for (const { who, organisation, days } of guests) {
    const guest = await participant(app, who);
    if (guest.kind !== 'person') throw new Error(`${who} is no guest`);
    const secret = await inviteGuest(app, moderator, id, {
      id: randomUUID(),
      name: guest.name,
      email: guest.email ?? 'gast@example.org',
      organisation,
      until: addDays(app.clock.today(), days),
      language: 'de',
    });
    await acceptInvitation(app, guest, secret);
  }
}

async function comments(
  app: App,
  entry: string,
  asker: Participant,
  list: readonly DemoComment[],
): Promise<void> {
  for (const { by, daysAgo, text, accepted } of list) {
    const id = randomUUID();
    const author = await participant(app, by);
    await ago(app, daysAgo, () => writeComment(app, author, entry, { id, body: text, language: 'de' }));
    if (accepted) await ago(app, daysAgo, () => acceptAnswer(app, asker, entry, id));
  }
}

async function seedEntry(app: App, entry: Of<'entries'>): Promise<void> {
  const { id, group, kind, by, daysAgo, title, text, hidden } = entry;
  const author = await participant(app, by);
  await ago(app, daysAgo, () =>
    writeEntry(app, author, group, kind, { id, title, body: text, language: 'de' }),
  );
  await comments(app, id, author, entry.comments);
  if (!hidden) return;
  const moderator = await staff(app, hidden.by);
  await ago(app, hidden.daysAgo, () =>
    moderate(
      app,
      moderator,
      { entry: id, source: id },
      { step: 'hide', rule: hidden.rule, reason: hidden.reason },
    ),
  );
}

async function seedDocument(app: App, document: Of<'documents'>): Promise<void> {
  const { id, group, by, title, about, versions } = document;
  const author = await staff(app, by);
  for (const [index, { daysAgo, note, text }] of versions.entries()) {
    const file = { name: `fassung-${index + 1}.pdf`, content: contentOf(inventedPdf(text)) };
    await ago(app, daysAgo, () =>
      index === 0
        ? addDocument(app, author, group, { id, title, about, note, file })
        : addDocumentVersion(app, author, id, { seen: index, note, file }),
    );
  }
}

async function seedEvent(app: App, event: Of<'events'>): Promise<void> {
  const { id, group, by, title, about, place, minutes, capacity = null } = event;
  const host = await staff(app, by);
  // Noon in Switzerland, near enough the whole year.
  const startsAt = new Date(`${addDays(app.clock.today(), event.inDays)}T11:00:00Z`);
  await ago(app, event.daysAgo, async () => {
    await planEvent(app, host, group, id, { title, about, place, startsAt, minutes, capacity });
    for (const who of event.come) await answerEvent(app, await participant(app, who), id, 'come');
  });
}

async function seedIdea(app: App, idea: Of<'ideas'>): Promise<void> {
  const { id, by, daysAgo, title, text, sources, supporters, judged } = idea;
  const author = await staff(app, by);
  await ago(app, daysAgo, async () => {
    await proposeIdea(app, author, { id, title, body: text, language: 'de', sources });
    for (const who of supporters) await supportIdea(app, await staff(app, who), id, 'support');
  });
  await comments(app, id, author, idea.comments);
  if (!judged) return;
  const office = await staff(app, 'hub-ines');
  await ago(app, judged.daysAgo, () => judgeIdea(app, office, id, 1, judged.points));
  const { answer } = judged;
  if (answer)
    await ago(app, answer.daysAgo, () =>
      answerIdea(app, office, id, 2, { stage: answer.stage, reason: answer.reason, link: '' }),
    );
}
