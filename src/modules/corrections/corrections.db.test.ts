// A correction from the person to the unit, the register and all who had the wrong value: once, twice, at once, stale, and with the register away.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BadRegister } from '../../../tests/support/bad-register.ts';
import { behindRegister, type BehindRegister } from '../../../tests/support/behind-register.ts';
import { csrfOf } from '../../../tests/support/cookie-jar.ts';
import type { TestProgram } from '../../../tests/support/test-program.ts';
import type { RunningRegister } from '../../register/serve-register.ts';
import { openCircuits } from '../data/registers/ask-register.ts';
import { applyCorrection, resumeCorrections } from './actions/apply-correction.ts';
import { address, ask, decide, gesehen, latestRequest, openAs, rowsOf } from './testing/asking.ts';
import { knownDog } from './testing/known-dog.ts';

let behind: BehindRegister;
let register: RunningRegister;
let between: BadRegister;
let program: TestProgram;
beforeAll(async () => {
  behind = await behindRegister();
  ({ good: register, between, program } = behind);
});
afterEach(() => behind.mend());
afterAll(() => behind.stop());

const rows = <Row>(text: string, values?: unknown[]) => rowsOf<Row>(program, text, values);
const open = (identity: string) => openAs(program, identity);
const latest = () => latestRequest(program);
const entryOf = (id: string) => register.store.resident(id);

describe('a correction', () => {
  it('is asked of one value of a register, and of nothing that only looks like one', async () => {
    const jar = await open('resident-anna');
    const form = async (angabe: string) =>
      (await jar.fetch(`/konto/register/berichtigen?angabe=${angabe}`)).status;
    expect(await form('residents.firstName')).toBe(200);
    for (const angabe of ['residents.firstName.x', 'residents.firstName.', 'residents.none', 'residents', ''])
      expect([angabe, await form(angabe)]).toEqual([angabe, 404]);
  });

  it('goes from the form to the register, and from there to every case and draft that had it', async () => {
    const jar = await open('resident-anna');
    const ref = await knownDog(program, 'resident-anna');
    expect((await jar.fetch('/leistungen/sperrgut-anmelden/formular')).status).toBeLessThan(400);
    const before = entryOf('anna');
    const page = await (await jar.fetch('/konto/register')).text();
    expect(page).toContain('angabe=residents.address');
    // The federal register is corrected elsewhere.
    expect(page).not.toContain('angabe=companies');
    expect((await ask(jar, 'residents.address', address('991'))).headers.get('location')).toBe(
      '/konto/berichtigungen?gestellt=1',
    );
    await program.settle();
    const { id, state } = await latest();
    expect(state).toBe('open');
    const mails = await rows<{ recipient: string; text: string }>(
      `select recipient, convert_from(message, 'UTF8') as text from kernel.mail where key like 'correction.asked/%'`,
    );
    expect(mails.map(({ recipient }) => recipient)).toContain('clerk-einwohneramt@example.org');
    expect(mails.map(({ text }) => text).join()).not.toMatch(/Anna|Freie/);

    const clerk = await open('clerk-einwohneramt');
    expect(await (await clerk.fetch('/berichtigungen')).text()).toContain(`/berichtigungen/${id}`);
    expect((await decide(clerk, id, '')).status).toBe(422);
    expect((await decide(clerk, id, 'refuse', ' ')).status).toBe(422);
    const token = csrfOf(await (await clerk.fetch(`/berichtigungen/${id}`)).text());
    expect((await decide(clerk, id, 'accept')).status).toBe(303);
    const twice = { _csrf: token, entscheidung: 'refuse', begruendung: 'Doch nicht' };
    expect((await clerk.post(`/berichtigungen/${id}`, twice)).status).toBe(409);
    await program.settle();
    expect((await latest()).state).toBe('corrected');
    expect(entryOf('anna')).toMatchObject({ address: { houseNumber: '991', street: 'Freie Strasse' } });

    const own = await (await jar.fetch('/konto/berichtigungen')).text();
    expect(own).toContain(`/faelle/${ref}`);
    expect(own).toContain('Sperrgut');
    // Readers are named in words.
    expect(own).not.toContain('identify-at-counter');
    // Answers stay as they were sent; old and new stand on the page, for the person and for who decides there.
    const [matter] = await rows<{ answers: Record<string, unknown> }>(
      'select answers from cases.matter where ref = $1',
      [ref],
    );
    expect(JSON.stringify(matter?.answers)).toContain(before?.address.street);
    const mine = await (await jar.fetch(`/faelle/${ref}`)).text();
    expect(mine).toContain('Angabe wurde berichtigt');
    expect(mine).toContain('Freie Strasse 991');
    const fiona = await open('clerk-fiona');
    expect(await (await fiona.fetch('/arbeitsliste')).text()).toContain(`/faelle/${ref}#berichtigt`);
    const gian = await open('clerk-gian');
    expect(await (await gian.fetch('/arbeitsliste')).text()).not.toContain(ref);
    // The open form asks the register again.
    const step = (await jar.fetch('/leistungen/sperrgut-anmelden/formular')).headers.get('location') ?? '';
    await jar.fetch(step);
    const [draft] = await rows<{ known: string }>(
      `select known::text as known from intake.draft where service_id = 'sperrgut-anmelden' and submitted_ref is null`,
    );
    expect(draft?.known).toContain('991');

    // Again, as a job may run twice: nothing more is told.
    await applyCorrection(program.app, { subject: id });
    const told = await rows('select 1 from cases.corrected_value where case_ref = $1', [ref]);
    expect(told).toHaveLength(1);

    // Staff decide anew: the case is open again, with the right value.
    const staff = await (await fiona.fetch(`/faelle/${ref}`)).text();
    expect(staff).toContain('Der Entscheid beruht auf der falschen Angabe');
    // What stands above the decision that waits says so.
    expect([staff.includes('seither berichtigt'), staff.includes('weiterhin lesen')]).toEqual([true, false]);
    const settle = (folge: string) =>
      fiona.post(`/faelle/${ref}/berichtigt`, {
        _csrf: csrfOf(staff),
        berichtigung: id,
        folge,
        grund: 'Neu',
      });
    const [letter] = await rows<{ code: string }>(
      'select verify_code as code from cases.document where case_ref = $1',
      [ref],
    );
    const verified = async () => {
      const answer = await fetch(`${program.origin}/verify/${letter?.code}`, {
        headers: { accept: 'application/json' },
      });
      return (await answer.json()) as { genuine: boolean; revoked: string | null };
    };
    expect((await settle('')).headers.get('location')).toContain('fehlt');
    expect(await verified()).toMatchObject({ genuine: true, revoked: null });
    expect((await settle('again')).status).toBe(303);
    // Its letter is genuine, and no longer counts: whoever holds it learns that.
    expect(await verified()).toMatchObject({ genuine: true, revoked: expect.any(String) as string });
    const shown = await (await jar.fetch(`/verify/${letter?.code}`)).text();
    expect([shown.includes('Nicht mehr gültig'), shown.includes('wieder geöffnet')]).toEqual([true, true]);
    expect(await (await jar.fetch(`/faelle/${ref}`)).text()).toMatch(
      /PDF,[^<]+, gilt seit dem\s[^<]+\snicht mehr</,
    );
    expect((await settle('stands')).status).toBe(409);
    const [again] = await rows<{ state: string; closed_at: Date | null; answers: unknown; due: string }>(
      'select state, closed_at, answers, due from cases.matter where ref = $1',
      [ref],
    );
    expect(again).toMatchObject({ state: 'in-review', closed_at: null });
    expect(JSON.stringify(again?.answers)).toContain('991');
    expect((await fiona.fetch(`/faelle/${ref}`)).status).toBe(200);
    await program.settle();
  });

  it('is one at a time, about what the register says now, and never about others', async () => {
    const jar = await open('resident-carla');
    const form = await (await jar.fetch('/konto/register/berichtigen?angabe=residents.lastName')).text();
    const post = (richtig: string) =>
      jar.post('/konto/register/berichtigen', {
        ...{ _csrf: csrfOf(form), angabe: 'residents.lastName', gesehen: gesehen(form), richtig },
      });
    expect((await post(' ')).status).toBe(422);
    expect((await post('Exempel')).status).toBe(422);
    const both = await Promise.all([post('Exempel-Neu'), post('Exempel-Anders')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    const anna = entryOf('carla');
    if (!anna) throw new Error('Carla is gone');
    register.store.put({ ...anna, firstName: 'Carlotta' }, '2026-11-25');
    const stale = await jar.post('/konto/register/berichtigen', {
      ...{ _csrf: csrfOf(form), angabe: 'residents.firstName', gesehen: '"Carla"', richtig: 'Karla' },
    });
    expect(stale.status).toBe(409);
    for (const wrong of ['', 'companies.uid', 'residents.diedOn', 'residents.toString', 'nothing.address'])
      expect((await jar.fetch(`/konto/register/berichtigen?angabe=${wrong}`)).status).toBe(404);
    const { id } = await latest();
    for (const other of ['clerk-fiona', 'resident-anna', 'counter-erik']) {
      const theirs = await open(other);
      expect([403, 404]).toContain((await theirs.fetch(`/berichtigungen/${id}`)).status);
      expect([403, 404]).toContain((await theirs.fetch(`/berichtigungen/${id}/beleg`)).status);
    }
    const clerk = await open('clerk-einwohneramt');
    for (const none of [randomUUID(), 'x'])
      expect((await clerk.fetch(`/berichtigungen/${none}`)).status).toBe(404);
    // Nobody decides about their own entry, whichever of their accounts has asked.
    const [{ register_id: entry } = { register_id: '' }] = await rows<{ register_id: string }>(
      `select register_id from identity.account
       where id = (select account_id from corrections.request where id = $1)`,
      [id],
    );
    const isClerk = (key: string | null) =>
      rows(`update identity.account set register_id = $1 where subject = 'clerk-einwohneramt'`, [key]);
    await isClerk(entry);
    const refused = await decide(clerk, id, 'accept');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Es geht um Sie selbst');
    await isClerk(null);
    await decide(clerk, id, 'refuse', 'Im Zivilstand steht es so.');
    await program.settle();
    const own = await (await jar.fetch('/konto/berichtigungen')).text();
    expect(own).toContain('Im Zivilstand steht es so.');
    expect(own).toContain('Rekurs');
  });

  it('waits for a register that is away, and is decided again where the entry has changed meanwhile', async () => {
    const jar = await open('resident-rosa');
    await ask(jar, 'residents.address', address('992'));
    const { id } = await latest();
    const clerk = await open('clerk-einwohneramt');
    between.behave('dead');
    await decide(clerk, id, 'accept');
    await expect(applyCorrection(program.app, { subject: id })).rejects.toThrow('did not take');
    expect((await latest()).state).toBe('accepted');
    between.behave('wrong-hash');
    openCircuits(program.app);
    await expect(applyCorrection(program.app, { subject: id })).rejects.toThrow('wrong-hash');
    // The register had done it already, and somebody else has changed the entry since; before it answers well again, since
    // then the job that failed may be the first to ask.
    const rosa = entryOf('rosa');
    if (!rosa) throw new Error('Rosa is gone');
    register.store.put({ ...rosa, address: { ...rosa.address, houseNumber: '995' } }, '2026-11-25');
    between.behave('good');
    openCircuits(program.app);
    await applyCorrection(program.app, { subject: id });
    expect(await latest()).toMatchObject({ state: 'open', stale: true });
    expect(entryOf('rosa')).toMatchObject({ address: { houseNumber: '995' } });
    const shown = await (await clerk.fetch(`/berichtigungen/${id}`)).text();
    expect(shown).toContain('Das Register hat die Berichtigung nicht übernommen');
    expect((await decide(clerk, id, 'accept')).status).toBe(303);
    await resumeCorrections(program.app);
    await program.settle();
    expect((await latest()).state).toBe('corrected');
    expect(entryOf('rosa')).toMatchObject({ address: { houseNumber: '992' } });
  });

  it('is in the copy of one’s own data, and whoever acts for somebody has no door to it', async () => {
    const response = await fetch(`${program.origin}/api/v1/me/export`, {
      headers: { authorization: `Bearer ${await program.token('resident-rosa')}` },
    });
    const { corrections } = (await response.json()) as { corrections: { state: string; field: string }[] };
    expect(corrections).toMatchObject([{ state: 'corrected', field: 'address' }]);
  });
});
