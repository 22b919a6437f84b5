// A risky purpose is closed on every channel until the data protection officer has decided, and closes again when its risk is raised.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { exampleAnswers, examplesOf, serviceById, services } from '../catalogue/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { currentDeclaration, isOpen, lastDecisions, standingBy, standingOf } from './assessment/standing.ts';

const risky = 'hund-anmelden';
let program: TestProgram;
beforeAll(async () => {
  program = await testProgram();
});
afterAll(() => program.stop());

const query = async (text: string, values: unknown[] = []) =>
  (await barePool(program.app).query<Record<string, unknown>>(text, values)).rows;

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

const address = `/aufsicht/folgenabschaetzungen/${risky}`;

async function decide(fields: Record<string, string>): Promise<Response> {
  const jar = await open('dpo-jonas');
  const html = await (await jar.fetch(address)).text();
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
  return jar.post(address, { _csrf: csrfOf(html), digest, ...fields });
}

async function state(): Promise<string> {
  const service = serviceById(program.app, risky);
  if (!service) throw new Error('The demonstration has changed');
  return (await standingOf(program.app, program.app.db, service)).state;
}

async function submit(): Promise<{ status: number; code?: string }> {
  const [example] = examplesOf(program.app, risky);
  if (!example) throw new Error('The demonstration has changed');
  const response = await fetch(`${program.origin}/api/v1/services/${risky}/submissions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await program.token('resident-anna')}`,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ answers: exampleAnswers(program.app, example) }),
  });
  const body = (await response.json()) as { code?: string };
  return { status: response.status, ...(body.code === undefined ? {} : { code: body.code }) };
}

describe('in the demonstration', () => {
  it('every risky service has a real decision, and all services are open', async () => {
    const last = await lastDecisions(program.app.db);
    const all = services(program.app).map((service) => ({
      id: service.id,
      standing: standingBy(program.app, currentDeclaration(program.app, service), last.get(service.id)),
    }));
    expect(all.filter(({ standing }) => !isOpen(standing)).map(({ id }) => id)).toEqual([]);
    const open = all.filter(({ standing }) => standing.state === 'open').map(({ id }) => id);
    expect(open).toEqual(expect.arrayContaining([risky, 'kita-beitraege', 'betreibungsauszug']));
    expect(open).not.toContain('sperrgut-anmelden');
    const [by] = await query(
      'select distinct name from governance.decision d join identity.account a on a.id = d.decided_by',
    );
    expect(by).toEqual({ name: 'Jonas Muster' });
  });

  it('the officer reads a draft made from the declaration, with figures', async () => {
    const html = await (await (await open('dpo-jonas')).fetch(address)).text();
    expect(html).toContain('Folgenabschätzung: Hund anmelden');
    expect(html).toContain('not(pages.bewilligung)');
    expect(html).toContain('Regeln können ohne einen Menschen entscheiden');
    expect(html).toMatch(/\d+ Geschäfte? in zwölf Monaten/);
    expect((await (await open('clerk-fiona')).fetch(address)).status).toBe(403);
  });
});

describe('a decision', () => {
  it('needs an outcome, reasons, and what belongs to it', async () => {
    const before = await query('select count(*)::int as count from governance.decision');
    for (const [fields, says] of [
      [{}, 'Wählen Sie, wie Sie entscheiden.'],
      [{ outcome: 'refused' }, 'Schreiben Sie eine Begründung.'],
      [{ outcome: 'conditional', reason: 'x', years: '1' }, 'Schreiben Sie, was einzuhalten ist.'],
      [{ outcome: 'approved', reason: 'x' }, 'Wählen Sie, wie lange die Bewilligung gilt.'],
    ] as const) {
      const reply = await decide(fields);
      expect(reply.status).toBe(422);
      expect(await reply.text()).toContain(says);
    }
    // Made for another declaration than the one that is shown now.
    const stale = await decide({ outcome: 'refused', reason: 'x', digest: 'ab'.repeat(32) });
    expect(stale.status).toBe(409);
    expect(await query('select count(*)::int as count from governance.decision')).toEqual(before);
  });

  it('to refuse closes the service on every channel, at once', async () => {
    const anna = await open('resident-anna');
    const begun = await anna.follow(`/leistungen/${risky}/formular`);
    expect(begun.response.status).toBe(200);
    expect((await decide({ outcome: 'refused', reason: 'Zu viel.' })).status).toBe(303);
    expect(await state()).toBe('refused');

    expect(await submit()).toEqual({ status: 403, code: 'PURPOSE_CLOSED' });
    for (const jar of [anna, new CookieJar(program.origin)]) {
      const page = await jar.fetch(`/leistungen/${risky}/formular`);
      expect(page.status).toBe(403);
      expect(await page.text()).toContain('Im Moment geschlossen');
    }
    const late = await anna.fetch(begun.url.href);
    expect([late.status, (await late.text()).includes('PURPOSE_CLOSED')]).toEqual([403, true]);
    // On paper: nothing is asked of the registers, nothing printed and no number given away.
    const uses = () =>
      query("select count(*)::int as count from kernel.access_entry where purpose like 'prefill|%'");
    const [before, forms] = [
      await uses(),
      await query('select count(*)::int as count from intake.paper_form'),
    ];
    expect((await anna.fetch(`/leistungen/${risky}/formular.pdf`)).status).toBe(403);
    expect(await query('select count(*)::int as count from intake.paper_form')).toEqual(forms);
    expect(await uses()).toEqual(before);
    // What was begun is kept, and may be discarded.
    expect((await anna.fetch(`/leistungen/${risky}/formular/verwerfen`)).status).toBe(200);
    // Others are open.
    expect((await anna.follow('/leistungen/sperrgut-anmelden/formular')).response.status).toBe(200);

    const erik = await open('counter-erik');
    const counter = await (await erik.fetch('/schalter')).text();
    const refused = await erik.post('/schalter/beginnen', {
      _csrf: csrfOf(counter),
      service: risky,
      name: 'Vera Muster',
      channel: 'counter',
      identification: 'document',
    });
    expect(refused.headers.get('location')).toBeNull();
    expect(await refused.text()).toContain('Die Datenschutzstelle hat noch nicht entschieden');
    expect(await (await (await open('dpo-jonas')).fetch('/aufsicht')).text()).toContain(
      '1 Leistung wartet auf einen Entscheid',
    );
  });

  it('with conditions opens it again, and all decisions stay to be read', async () => {
    const reply = await decide({
      outcome: 'conditional',
      reason: 'Vertretbar.',
      conditions: 'Jährlich prüfen.',
      years: '2',
    });
    expect(reply.status).toBe(303);
    expect(await state()).toBe('open');
    expect((await submit()).status).toBe(201);
    const html = await (await (await open('dpo-jonas')).fetch(address)).text();
    for (const words of ['Zu viel.', 'Vertretbar.', 'Auflagen: Jährlich prüfen.', 'Übungsumgebung'])
      expect(html).toContain(words);
    const events = await query(
      "select data from kernel.event where type = 'purpose.decided' and subject = $1 order by id",
      [risky],
    );
    expect(events.map(({ data }) => data)).toEqual(
      ['approved', 'refused', 'conditional'].map((outcome) => ({ outcome })),
    );
  });

  it('is never changed', async () => {
    await expect(
      query("update governance.decision set outcome = 'refused', valid_until = null"),
    ).rejects.toThrow('append-only');
    await expect(query('delete from governance.decision')).rejects.toThrow('append-only');
  });

  it('no longer counts when what is declared has raised the risk', async () => {
    // As if the officer had decided when one confidential field was not asked yet.
    await query(
      `insert into governance.decision (service_id, outcome, reason, valid_until, declaration, digest, decided_at, decided_by)
       select service_id, 'approved', reason, valid_until, declaration #- '{fields,/adresse}', digest, now(), decided_by
       from governance.decision where service_id = $1 order by id desc limit 1`,
      [risky],
    );
    expect(await state()).toBe('changed');
    expect(await submit()).toEqual({ status: 403, code: 'PURPOSE_CLOSED' });
    expect(await (await (await open('dpo-jonas')).fetch(address)).text()).toContain(
      'neue vertrauliche oder besonders geschützte Angaben',
    );
    expect((await decide({ outcome: 'approved', reason: 'Auch so.', years: '1' })).status).toBe(303);
    expect((await submit()).status).toBe(201);
  });

  it('ends on its day', async () => {
    const next = new Date(Date.now() + 400 * 86_400_000).toISOString();
    program = await program.again({ NOW: next });
    expect(await state()).toBe('expired');
  });
});

describe('without the demonstration’s seed', () => {
  it('nothing is approved: risky services wait, the others are open', async () => {
    const bare = await testProgram({ SEED: 'none' });
    try {
      const page = (id: string) => fetch(`${bare.origin}/leistungen/${id}/formular`);
      expect((await page(risky)).status).toBe(403);
      expect((await page('sperrgut-anmelden')).status).toBe(200);
    } finally {
      await bare.stop();
    }
  });
});
