// Duties of an account: what registers know, done by a case or by hand, the secret calendar, reminders once, and acting for others.
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testProgram, type TestProgram } from '../support/test-program.ts';
import { csrfOf } from '../support/cookie-jar.ts';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { bareDb } from '../support/unguarded.ts';
import type { PersonActor } from '../../src/kernel/actor.ts';
import { asIdentities, atOnce } from '../../src/modules/dialogue/testing/as-identities.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import {
  makeCalendar,
  markDuty,
  revokeCalendar,
  setReminder,
  stateFacts,
} from '../../src/modules/duties/actions/keep-duties.ts';
import { actFor, browserOf, giveAndAccept, htmlOf } from '../../src/modules/mandates/testing/mandates.ts';
import { remindAll } from '../../src/modules/duties/actions/remind.ts';
import { ownData } from '../../src/kernel/audit/personal-data.ts';
import { keptDuties } from '../../src/modules/duties/queries/own-duties.ts';
import { statedFacts } from '../../src/modules/duties/queries/own-facts.ts';
import { soonDuties } from '../../src/modules/duties/queries/soon.ts';

let program: TestProgram;
let sink: SmtpSink;
let anna: PersonActor;
beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: '2026-11-27T09:00:00+01:00', SMTP_URL: sink.url });
  const actor = await demoActor(program.app, 'resident-anna');
  if (actor.kind !== 'person') throw new Error('Anna is no person');
  anna = actor;
  await program.settle();
  sink.received.length = 0;
}, 240_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});

async function own(identity = 'resident-anna') {
  const response = await fetch(`${program.origin}/api/v1/me/duties`, {
    headers: { authorization: `Bearer ${await program.token(identity)}` },
  });
  expect(response.status).toBe(200);
  const { items } = (await response.json()) as {
    items: { id: string; due: string | null; done: { by: string } | null }[];
  };
  return items;
}
const one = async (id: string) => (await own()).find((each) => each.id === id);

it('registers are asked with their grant, and the look is in the log', async () => {
  expect((await own()).map(({ id }) => id)).toContain('steuererklaerung-np');
  const entries = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select(['fields', 'actor_kind'])
    .where('subject_id', '=', anna.id)
    .where('purpose', '=', 'duties')
    .execute();
  expect(entries[0]?.actor_kind).toBe('self');
  expect(entries[0]?.fields).toContain('birthDate');
});

it('who has signed in with a password only is not shown what registers say', async () => {
  expect(await own('resident-emma')).toEqual([]);
  const emma = await demoActor(program.app, 'resident-emma');
  if (emma.kind !== 'person') throw new Error('Emma is no person');
  const looks = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select('id')
    .where('subject_id', '=', emma.id)
    .where('purpose', '=', 'duties')
    .execute();
  expect(looks).toEqual([]);
});

it('a firm has the duties of its legal form, and none of whoever acts for it, whose birth date is not asked', async () => {
  expect((await own('company-delta')).map(({ id }) => id)).toEqual(['steuererklaerung-jp']);
  const dario = (await demoActor(program.app, 'company-delta')) as PersonActor;
  const looks = await bareDb(program.app)
    .selectFrom('kernel.access_entry')
    .select('fields')
    .where('subject_id', '=', dario.id)
    .where('purpose', '=', 'duties')
    .execute();
  expect(looks.map(({ fields }) => fields)).toEqual([['organisation']]);
});

it('is done when the case is submitted, or ticked off and open again', async () => {
  await stateFacts(program.app, anna, { hund: true, hundSeit: '2026-11-24', baum: true });
  expect(await one('hund-anmelden')).toMatchObject({ due: '2026-12-04', done: null });
  const mark = { duty: 'baum-schonzeit', occurrence: '2027-02-28' };
  await markDuty(program.app, anna, { ...mark, done: true });
  await markDuty(program.app, anna, { ...mark, done: true });
  expect((await one('baum-schonzeit'))?.done).toMatchObject({ by: 'hand' });
  await markDuty(program.app, anna, { ...mark, done: false });
  expect((await one('baum-schonzeit'))?.done).toBeNull();
  const wrong = { duty: 'baum-schonzeit', occurrence: '2027-03-01', done: true };
  await expect(markDuty(program.app, anna, wrong)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await asIdentities(program).submit(atOnce);
  await program.settle();
  expect((await one('hund-anmelden'))?.done).toMatchObject({ by: 'case' });
  expect((await one('hundesteuer'))?.done).toBeNull();
});

it('what has no day is done for a year, and can be ticked off again', async () => {
  const { app } = program;
  await stateFacts(app, anna, { hund: true });
  const mark = { duty: 'hund-haftpflicht', occurrence: 'none', done: true };
  await markDuty(app, anna, mark);
  const marks = bareDb(app);
  const at = (day: string) =>
    marks
      .updateTable('duties.mark')
      .set({ marked_at: new Date(`${day}T12:00:00Z`) })
      .where('account_id', '=', anna.id)
      .where('duty', '=', mark.duty)
      .execute();
  await at('2025-11-28');
  expect((await one(mark.duty))?.done).toMatchObject({ by: 'hand', day: '2025-11-28' });
  await at('2025-11-26');
  expect((await one(mark.duty))?.done).toBeNull();
  await markDuty(app, anna, mark);
  expect((await one(mark.duty))?.done).toMatchObject({ by: 'hand', day: '2026-11-27' });
});

it('two who state facts at once do so one after the other', async () => {
  const { app } = program;
  const twice = Array.from({ length: 8 }, (_, n) =>
    stateFacts(app, anna, { hund: true, hundSeit: `2026-11-2${n}` }),
  );
  await Promise.all(twice);
  const kept = await bareDb(app)
    .selectFrom('duties.fact')
    .select('fact')
    .where('account_id', '=', anna.id)
    .orderBy('fact')
    .execute();
  expect(kept.map(({ fact }) => fact)).toEqual(['hund', 'hundSeit']);
});

it('a denial of what a register says stays, also when no register is asked', async () => {
  const { app } = program;
  const emma = (await demoActor(app, 'resident-emma')) as PersonActor;
  await stateFacts(app, emma, { steuerpflichtig: false });
  const browser = await browserOf(program, 'resident-emma');
  const html = await htmlOf(browser, '/konto/pflichten/angaben');
  const register = [...html.matchAll(/name="register" value="([^"]+)"/g)].map(([, id]) => id ?? '');
  expect(register).toEqual(['steuerpflichtig']);
  const saved = await browser.post('/konto/pflichten/angaben', {
    _csrf: csrfOf(html),
    register: register[0] ?? '',
  });
  expect(saved.status).toBe(303);
  const kept = await ownData(app, emma, (db) => statedFacts(app, db, emma.id));
  expect(kept).toEqual({ steuerpflichtig: false });
});

it('is not done by a service that only helps with it', async () => {
  const { app } = program;
  const facts = { parkverbot: true, zuegeltag: '2026-12-20' };
  const at = new Date('2026-11-27T08:00:00Z');
  const submitted = [{ ref: '2026-AAAA-BBBB', serviceId: 'parkverbot-zuegeln', submittedAt: at }];
  const kept = await ownData(app, anna, (db) => keptDuties(app, db, anna, facts, submitted));
  expect(kept.map(({ duty, done }) => [duty.id, done?.by])).toEqual([
    ['parkverbot-bestellen', 'case'],
    ['parkverbot-aufstellen', undefined],
  ]);
});

it('the calendar opens by its secret only: hashed, replaced by a new one, revoked', async () => {
  const { app } = program;
  const read = (token: string) => fetch(`${program.origin}/me/duties.ics?token=${token}`);
  const first = await makeCalendar(app, anna, 'fr');
  const rows = await bareDb(app).selectFrom('duties.setting').selectAll().execute();
  expect(JSON.stringify(rows.map((row) => [row, row.calendar_hash?.toString('base64url')]))).not.toContain(
    first,
  );
  const text = await (await read(first)).text();
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  const found = events.map((each) => new ICAL.Event(each));
  expect(found.map(({ summary }) => summary)).toContain('Remettre la déclaration d’impôt');
  expect(found.find(({ uid }) => uid.startsWith('steuererklaerung-np'))?.startDate.toString()).toBe(
    '2027-03-31',
  );
  expect(text).not.toContain(anna.name);
  const second = await makeCalendar(app, anna, 'de');
  expect((await read(first)).status).toBe(404);
  expect((await read(second)).status).toBe(200);
  await revokeCalendar(app, anna, 'de');
  for (const token of [second, '', 'x', `${second}x`, 'a'.repeat(43)])
    expect((await read(token)).status).toBe(404);
});

it('reminds once, of what is open and near, and only who asked for it', async () => {
  const { app } = program;
  sink.received.length = 0;
  await stateFacts(app, anna, { umgezogen: true, umgezogenAm: '2026-11-23', baum: true });
  const run = async () => {
    await remindAll(app);
    await program.settle();
    return sink.received.splice(0).map(({ parsed }) => parsed.text ?? '');
  };
  expect(await run()).toEqual([]);
  await setReminder(app, anna, 14, 'de');
  await program.settle();
  // At once, not only the next morning; and not a second time then.
  expect(sink.received).toHaveLength(2);
  // Her car is known from the register: its address is to be reported, too.
  const whole = sink.received.map(({ parsed }) => `${parsed.subject} ${parsed.text} ${String(parsed.html)}`);
  for (const mail of whole) expect(mail).not.toMatch(/Umzug|Adresse für|Fahrzeug|umzug|fahrzeug/);
  for (const mail of await run())
    expect(mail.replaceAll(/\s+/g, ' ')).toContain('Am 7. Dezember 2026 steht eine Ihrer Pflichten an.');
  expect(await run()).toEqual([]);
  await setReminder(app, anna, 30, 'de');
  expect(await run()).toEqual([]);
  await setReminder(app, anna, null, 'de');
  expect(await run()).toEqual([]);
});

it('the account begins with the next two duties of thirty days, done ones left out', async () => {
  const { app } = program;
  const dates = {
    umgezogenAm: '2026-11-23',
    zuegeltag: '2026-12-20',
    zahlungsbefehlAm: '2026-11-25',
    hundSeit: '2027-01-20',
  };
  const facts = { umgezogen: true, parkverbot: true, zahlungsbefehl: true, hund: true, ...dates };
  await stateFacts(app, anna, facts);
  const ids = async () => (await soonDuties(app, anna)).map(({ duty, due }) => `${duty.id} ${due?.day}`);
  expect(await ids()).toEqual(['umzug-melden 2026-12-07', 'zahlungsbefehl-reaktion 2026-12-07']);
  const mark = { duty: 'umzug-melden', occurrence: '2026-12-07', done: true };
  await markDuty(app, anna, mark);
  expect(await ids()).toEqual(['zahlungsbefehl-reaktion 2026-12-07', 'parkverbot-bestellen 2026-12-10']);
  const page = await htmlOf(await browserOf(program, 'resident-anna'), '/konto');
  expect(page).toMatch(/id="erledigen"[\s\S]*Auf den Zahlungsbefehl reagieren[\s\S]*id="laeuft"/);
  await stateFacts(app, anna, { hund: true, hundSeit: '2027-01-20' });
  expect(await ids()).toEqual([]);
});

it('a mandate shows and ticks off only what it covers; facts, calendar and reminders stay with the person', async () => {
  const acting = {
    mandateId: '00000000-0000-4000-8000-000000000000',
    by: { id: anna.id, name: 'X', email: undefined, organisationId: undefined, registerId: undefined },
    until: undefined,
    services: new Set(['hund-anmelden']),
    matters: new Set<string>(),
    registerIds: [],
    lapsed: false,
  };
  const other: PersonActor = { ...anna, acting };
  const { app } = program;
  await expect(stateFacts(app, other, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(setReminder(app, other, 7, 'de')).rejects.toMatchObject({ code: 'ACTING_NOT_HERE' });
  await expect(makeCalendar(app, other, 'de')).rejects.toMatchObject({ code: 'ACTING_NOT_HERE' });
  const mark = { duty: 'steuererklaerung-np', occurrence: '2027-03-31', done: true };
  await expect(markDuty(app, other, mark)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('whoever has a mandate for one service sees its duties only; no register is asked, and the look is in the log', async () => {
  const { app } = program;
  await stateFacts(app, anna, { hund: true, hundSeit: '2026-11-24', baum: true });
  const giver = await browserOf(program, 'resident-anna');
  const bruno = await browserOf(program, 'resident-bruno');
  const fields = { to: 'bruno@example.org', scope: 'some', services: 'hund-anmelden' };
  const path = await giveAndAccept(program, giver, bruno, fields);
  expect((await actFor(bruno, path)).status).toBe(303);
  const looks = () =>
    bareDb(app)
      .selectFrom('kernel.access_entry')
      .select('fields')
      .where('subject_id', '=', anna.id)
      .where('purpose', '=', 'duties')
      .orderBy('id')
      .execute();
  const before = (await looks()).length;
  const html = await htmlOf(bruno, '/konto/pflichten');
  expect(html).toContain('Sie sehen die Pflichten, die Ihre Vollmacht umfasst.');
  const shown = [...html.matchAll(/name="duty" value="([^"]+)"/g)].map(([, id]) => id);
  // The third one, which the case above has fulfilled, can't be ticked off.
  expect(shown.toSorted()).toEqual(['hund-haftpflicht', 'hundesteuer']);
  expect((await looks()).slice(before).map((each) => each.fields)).toEqual([['duties']]);
});
