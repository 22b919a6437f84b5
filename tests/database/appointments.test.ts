// Appointments: never more people than places, whoever comes first; who comes second loses nothing; what is given back is free again.
import { bareDb } from '../support/unguarded.ts';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/kernel/errors.ts';
import { actOnCase } from '../../src/modules/cases/actions/act-on-case.ts';
import { exampleAnswers, examplesOf, serviceById } from '../../src/modules/catalogue/index.ts';
import { demoActor } from '../../src/modules/identity/index.ts';
import { signIn } from '../../src/modules/identity/testing/sign-in.ts';
import { submitOnce } from '../../src/modules/intake/actions/submit.ts';
import { removePastBookings } from '../../src/modules/appointments/actions/remove-past-bookings.ts';
import { throughCounter, throughWeb } from '../channels/drivers.ts';
import { formIn, postForm } from '../channels/form-driver.ts';
import { CookieJar } from '../support/cookie-jar.ts';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

const capacity = 6;
const serviceId = 'identitaetskarte-beantragen';
let program: TestProgram;
let sink: SmtpSink;
let person: CookieJar;
let answers: Record<string, unknown>;
let slot: string;
let keys = 0;

beforeAll(async () => {
  sink = await smtpSink();
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00', SMTP_URL: sink.url });
  person = new CookieJar(program.origin);
  await signIn(person, 'resident-bruno');
  const [example] = examplesOf(program.app, serviceId);
  if (!example) throw new Error('The service with appointments has no example');
  answers = exampleAnswers(program.app, example);
  slot = String(answers['termin']);
}, 240_000);
afterAll(async () => {
  await program.stop();
  await sink.stop();
});
beforeEach(async () => {
  await program.settle();
  await bareDb(program.app).deleteFrom('appointments.booking').execute();
  await bareDb(program.app).deleteFrom('intake.draft').where('submitted_ref', 'is', null).execute();
  sink.received.length = 0;
});

function definition() {
  const found = serviceById(program.app, serviceId);
  if (!found) throw new Error('The service with appointments is missing');
  return found;
}

async function submit(more: Record<string, unknown> = {}): Promise<string> {
  const actor = await demoActor(program.app, 'resident-bruno');
  if (actor.kind !== 'person') throw new Error('Bruno is no person');
  const { ref } = await submitOnce(program.app, actor, {
    serviceId,
    answers: { ...answers, ...more },
    key: `appointment-${keys++}`,
    language: 'de',
  });
  return ref;
}

const fill = async () => {
  for (let number = 0; number < capacity; number++) await submit();
};
const bookings = () => bareDb(program.app).selectFrom('appointments.booking').selectAll().execute();

describe('booking', () => {
  it('200 at once never get more places than there are', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => submit()));
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(outcomes.length - refused.length).toBe(capacity);
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(Fault);
      expect((reason as Fault).errors.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual([
        'APPOINTMENT_TAKEN /termin',
      ]);
    }
    const rows = await bookings();
    expect(rows.map((row) => row.place).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(rows.map((row) => row.case_ref)).size).toBe(capacity);
    // Who got no place left no case behind.
    const owner = await demoActor(program.app, 'resident-bruno');
    if (owner.kind !== 'person') throw new Error('Bruno is no person');
    const { count } = await bareDb(program.app)
      .selectFrom('cases.matter')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('service_id', '=', serviceId)
      .where('owner_id', '=', owner.id)
      .executeTakeFirstOrThrow();
    expect(count).toBe(capacity);
  });

  it('the same instant written otherwise is the same slot', async () => {
    await fill();
    const written = new Date(slot).toISOString();
    await expect(submit({ termin: written })).rejects.toMatchObject({ code: 'ANSWERS_INVALID' });
  });

  it('evaluating stores nothing and takes any slot of the offer, booked out or not', async () => {
    await fill();
    const evaluate = async (termin: string) => {
      const response = await fetch(`${program.origin}/api/v1/services/${serviceId}/evaluate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ answers: { ...answers, termin } }),
      });
      return (await response.json()) as { faults: { code: string; detail: string }[] };
    };
    expect((await evaluate(slot)).faults).toEqual([]);
    const [fault] = (await evaluate('2026-11-29T09:00:00+01:00')).faults;
    expect(fault?.code).toBe('APPOINTMENT_NOT_OFFERED');
    expect(fault?.detail).toContain('Als Nächstes frei: Montag, 30.');
    expect(await bookings()).toHaveLength(capacity);
  });
});

describe('a slot that is gone meanwhile', () => {
  it('is said at its field with the next free ones; nothing typed is lost, and another one can be chosen', async () => {
    const filled = await throughWeb(program, person, definition(), { ...answers, telefon: '061 267 11 11' });
    await fill();
    const base = `/leistungen/${serviceId}/formular`;
    await expect(filled.submit()).rejects.toThrow(/The summary is at .*\/termin/);
    const { response, url } = await person.follow(`${base}/pruefen`);
    const html = await response.text();
    expect(`${url.pathname}${url.search}`).toBe(`${base}/termin?pruefen=1`);
    expect(html).toContain('inzwischen vergeben');
    expect(html).toContain('Als Nächstes frei: ');
    expect(html).toContain('061 267 11 11');
    const offered = [...html.matchAll(/name="termin" value="([^"]+)"/g)].map((each) => each[1] ?? '');
    expect(offered.length).toBeGreaterThan(10);
    expect(offered).not.toContain(slot);
    const form = formIn(html, `${base}/termin`);
    if (!form) throw new Error('The page of the appointment has no form');
    const other = offered.at(-1) ?? '';
    await postForm(
      person,
      form,
      { controls: { termin: other, telefon: '061 267 11 11' }, files: new Map() },
      [['_do', 'next']],
    );
    const ref = await filled.submit();
    const booking = (await bookings()).find((row) => row.case_ref === ref);
    expect(booking?.starts_at).toEqual(new Date(other));
  });

  it('between looking at the summary and sending leads back to its page', async () => {
    const filled = await throughWeb(program, person, definition(), answers);
    const base = `/leistungen/${serviceId}/formular`;
    const { response } = await person.follow(`${base}/pruefen`);
    const form = formIn(await response.text(), `${base}/pruefen`);
    if (!form) throw new Error('There is no summary');
    await fill();
    const sent = await postForm(person, form, { controls: { erklaerung: 'yes' }, files: new Map() }, [
      ['_do', 'send'],
    ]);
    expect(sent.headers.get('location')).toBe(`${base}/termin?pruefen=1`);
    expect(filled.outcome.faults).toEqual([]);
  });

  it('is said on the counter’s screen', async () => {
    const counter = new CookieJar(program.origin);
    await signIn(counter, 'counter-erik');
    const filled = await throughCounter(program, counter, definition(), answers, 'counter');
    await fill();
    await expect(filled.submit()).rejects.toThrow('Sending answered 422');
  });
});

it('shows other days by a button that saves what was typed', async () => {
  await throughWeb(program, person, definition(), answers);
  const base = `/leistungen/${serviceId}/formular`;
  const page = await (await person.follow(`${base}/termin`)).response.text();
  const [, later = ''] = /name="_slots" value="(termin\|[^"]+)"[^>]*>Spätere/.exec(page) ?? [];
  const form = formIn(page, `${base}/termin`);
  if (!form || later === '') throw new Error('There is no button to later days');
  const typed = { termin: slot, telefon: '061 267 99 99' };
  const sent = await postForm(person, form, { controls: typed, files: new Map() }, [['_slots', later]]);
  const [, day = ''] = later.split('|');
  expect(sent.headers.get('location')).toBe(`${base}/termin?ab=${day}#termin`);
  const next = await (await person.follow(`${base}/termin?ab=${day}`)).response.text();
  expect(next).toContain('061 267 99 99');
  expect(next).toContain('Frühere Tage');
  // The slot chosen before stays chosen although its day is not shown.
  expect(next).toMatch(
    new RegExp(
      `value="${slot.replace('+', '\\+')}"[^>]*checked|checked[^>]*value="${slot.replace('+', '\\+')}"`,
    ),
  );
  expect(next).toContain(`value="${day}T08:30:00+01:00"`);
});

describe('giving back', () => {
  it('withdrawing frees the slot', async () => {
    await fill();
    const [row] = await bookings();
    const owner = await demoActor(program.app, 'resident-bruno');
    await actOnCase(program.app, owner, {
      ref: row?.case_ref ?? '',
      action: 'withdraw',
      input: {},
      revision: 1,
      language: 'de',
    });
    await program.settle();
    expect(await bookings()).toHaveLength(capacity - 1);
    await submit();
    expect((await bookings()).map((each) => each.place).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['reject', { reasons: 'Das Foto fehlt.' }, 0],
    ['approve', {}, 1],
  ])('%s', async (action, input, left) => {
    const ref = await submit();
    const actor = await demoActor(program.app, 'clerk-passamt');
    const act = (each: string, said: Record<string, unknown>, revision: number) =>
      actOnCase(program.app, actor, { ref, action: each, input: said, revision, language: 'de' });
    const { revision } = await act('take', {}, 1);
    await act(action, input, revision);
    await program.settle();
    expect(await bookings()).toHaveLength(left);
  });

  it('bookings go thirty days after their day', async () => {
    await submit();
    await removePastBookings(program.app);
    expect(await bookings()).toHaveLength(1);
    await bareDb(program.app)
      .updateTable('appointments.booking')
      .set({ starts_at: new Date(program.app.clock.now().getTime() - 31 * 86_400_000) })
      .execute();
    await removePastBookings(program.app);
    expect(await bookings()).toEqual([]);
  });
});

describe('telling', () => {
  it('the mail, the page and the calendar file name day, time and place', async () => {
    const ref = await submit();
    await program.settle();
    const [mail] = sink.received;
    expect(mail?.parsed.text?.replaceAll('\u00a0', ' ')).toMatch(
      /Ihr Termin: .*2026, \d\d\.\d\d Uhr\nOrt: .*Spiegelgasse 6, 4001 Basel/,
    );
    const page = await (await person.follow(`/faelle/${ref}`)).response.text();
    expect(page).toContain('In den Kalender (ICS)');
    const file = await person.fetch(`/faelle/${ref}/termin.ics`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    const calendar = new ICAL.Component(ICAL.parse(await file.text()) as unknown[]);
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    expect(event.startDate.toJSDate()).toEqual(new Date(slot));
    expect(event.duration.toSeconds()).toBe(20 * 60);
    expect(event.location).toContain('Spiegelgasse 6');
    const other = new CookieJar(program.origin);
    await signIn(other, 'resident-anna');
    expect((await other.fetch(`/faelle/${ref}/termin.ics`)).status).toBe(404);
  });

  it('the counter’s receipt names it', async () => {
    const counter = new CookieJar(program.origin);
    await signIn(counter, 'counter-erik');
    const filled = await throughCounter(program, counter, definition(), answers, 'counter');
    const ref = await filled.submit();
    const receipt = await (await counter.follow(`/schalter/quittung/${ref}`)).response.text();
    expect(receipt).toMatch(/Uhr, Passamt.*Spiegelgasse 6/);
  });
});
