// Emergency accesses, through pages, API, mail and database: reason, end, limits, who hears of it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { csrfOf, type CookieJar } from '../../../tests/support/cookie-jar.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { policyProgram, type PolicyProgram } from './testing/policy-program.ts';

let program: PolicyProgram;
beforeAll(async () => {
  program = await policyProgram({ TRUSTED_PROXIES: '1' });
});
afterAll(() => program.stop());
afterEach(() => program.at());

describe('an emergency access', () => {
  const reason = 'Das Tier hat ein Kind gebissen, die Polizei braucht sofort den Halter.';
  // The limit of requests is one of each address: no test uses up what another has.
  let trials = 0;
  beforeEach(async () => {
    trials += 1;
    await barePool(program.app).query('truncate policy.emergency_access');
  });
  const from = () => ({ 'x-forwarded-for': `192.0.2.${trials}` });
  const ask = async (jar: CookieJar, of: string, why: string) => {
    const html = await (await jar.fetch(`/notfallzugriff?geschaeft=${of}`)).text();
    return jar.post('/notfallzugriff', { _csrf: csrfOf(html), geschaeft: of, grund: why }, from());
  };
  const kept = () =>
    program.rows<{
      id: string;
      ends_at: Date;
      ended_by: string | null;
      reason: string;
      subject_id: string | null;
    }>('select * from policy.emergency_access order by started_at, id');

  it('opens one case, tells the officer at once, and the person in their list', async () => {
    const jar = await program.open('clerk-gian');
    const opened = await ask(jar, ` ${program.ref.toLowerCase()} `, reason);
    expect(opened.headers.get('location')).toBe(`/faelle/${program.ref}`);
    const page = await (await jar.fetch(`/faelle/${program.ref}`)).text();
    expect(page).toContain('Carla Exempel');
    expect(page).toContain('Notfallzugriff bis');
    // Reading only.
    const seen = await program.caseAs('clerk-gian');
    expect(seen.actions).toEqual([]);
    expect(seen.answers).toHaveProperty('ergaenzungsleistungen');
    const acted = await program.api('clerk-gian', `/api/v1/cases/${program.ref}/actions/take`, {});
    expect([403, 409]).toContain(acted.status);
    // Why no more: the unit. Nothing about a certificate that is held, and no second access is offered.
    const why = await (await jar.fetch(`/warum?geschaeft=${program.ref}`)).text();
    expect(why).toContain('Für ein Geschäft einer anderen Stelle');
    expect(why).not.toContain('Personalamt');
    expect(why).not.toContain('/notfallzugriff?geschaeft=');
    // This one case and no other.
    const [other] = await program.rows<{ ref: string }>(
      `select ref from cases.matter where unit = 'veterinaeramt' and ref <> $1 limit 1`,
      [program.ref],
    );
    expect((await program.api('clerk-gian', `/api/v1/cases/${other?.ref}`)).status).toBe(404);
    await program.settle();
    const mails = await program.rows<{ subject: string; text: string }>(
      `select subject, convert_from(message, 'UTF8') as text from kernel.mail where recipient = 'dpo-jonas@example.org' order by at desc`,
    );
    expect(mails[0]?.subject).toBe('Notfallzugriff auf ein Geschäft');
    expect(mails[0]?.text).not.toMatch(/Carla|Gian|gebissen/);
    const officer = await (await (await program.open('dpo-jonas')).fetch('/aufsicht')).text();
    expect(officer).toContain('Gian Vorlage');
    expect(officer).toContain('die Polizei braucht sofort den Halter');
    expect(officer).toMatch(/Gelesen: .*Angaben im Formular/);
    const person = await (await (await program.open('resident-carla')).fetch('/konto/zugriffe')).text();
    expect(person).toContain('Notfallzugriff mit Begründung');
    expect(person).not.toContain('Gian Vorlage');
  });

  it('wants a reference and a real reason, and loses nothing that was typed', async () => {
    const jar = await program.open('clerk-gian');
    for (const bad of [
      '',
      '   \n ',
      'kurz',
      'a'.repeat(60),
      'ja '.repeat(30),
      'Es eilt sehr',
      '\u202e'.repeat(30),
    ])
      expect((await ask(jar, program.ref, bad)).status, bad).toBe(422);
    const long = await ask(jar, program.ref, 'Lang und länger werden. '.repeat(200));
    expect(long.status).toBe(422);
    expect(await long.text()).toContain('Lang und länger werden.');
    const noReference = await ask(jar, '<script>', reason);
    expect(noReference.status).toBe(422);
    expect(await noReference.text()).toContain('die Polizei braucht');
    expect(await kept()).toEqual([]);
  });

  it('for a case that does not exist opens nothing, counts, and is told', async () => {
    const jar = await program.open('clerk-gian');
    const answer = await ask(jar, '2026-0000-0000', reason);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('die Polizei braucht');
    expect(await kept()).toMatchObject([{ ended_by: 'unknown', subject_id: null }]);
    const officer = await (await (await program.open('dpo-jonas')).fetch('/aufsicht')).text();
    expect(officer).toContain('Kein solches Geschäft');
  });

  it('asked for twice, or five times at once, is one and gets no longer', async () => {
    const jar = await program.open('clerk-gian');
    const html = await (await jar.fetch('/notfallzugriff')).text();
    const once = () =>
      jar.post('/notfallzugriff', { _csrf: csrfOf(html), geschaeft: program.ref, grund: reason }, from());
    const answers = await Promise.all([once(), once(), once(), once(), once()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    const [first, ...others] = await kept();
    expect(others).toEqual([]);
    program.at(program.later(30));
    expect((await once()).status).toBe(303);
    expect(await kept()).toEqual([first]);
  });

  it('ends by itself, and a clock that is set back does not open it again', async () => {
    const jar = await program.open('clerk-gian');
    await ask(jar, program.ref, reason);
    const [{ ends_at: end } = { ends_at: new Date() }] = await kept();
    const headers = { authorization: `Bearer ${await program.token('clerk-gian')}` };
    const status = async () =>
      (await fetch(`${program.origin}/api/v1/cases/${program.ref}`, { headers })).status;
    program.at(new Date(end.getTime() - 1));
    expect(await status()).toBe(200);
    program.at(end);
    expect(await status()).toBe(404);
    await program.app.modules
      .find(({ name }) => name === 'policy')
      ?.jobs?.['policy.end-emergencies']?.(program.app, {});
    expect(await kept()).toMatchObject([{ ended_by: 'time' }]);
    program.at();
    expect(await status()).toBe(404);
    await expect(
      barePool(program.app).query('update policy.emergency_access set ended_at = null, ended_by = null'),
    ).rejects.toThrow('can only end');
    await expect(
      barePool(program.app).query(`update policy.emergency_access set reason = 'Anders'`),
    ).rejects.toThrow('can only end');
    // Before it began it is not open either.
    await barePool(program.app).query('truncate policy.emergency_access');
    await ask(jar, program.ref, reason);
    program.at(program.later(-5));
    // Whoever signed in before has to do so again: their session, too, would begin later than now.
    expect(await status()).toBe(401);
    headers.authorization = `Bearer ${await program.token('clerk-gian')}`;
    expect(await status()).toBe(404);
    // Nor is a second one opened beside it: that is said, not a failure of the program.
    expect((await ask(await program.open('clerk-gian'), program.ref, reason)).status).toBe(409);
  });

  it('is shown to the officer with all others, page by page, the open one first', async () => {
    const jar = await program.open('clerk-gian');
    await ask(jar, program.ref, reason);
    // Tries of the past, 65 of them; some began in the same instant.
    await barePool(program.app).query(
      `insert into policy.emergency_access (staff_id, unit, case_ref, reason, started_at, ends_at, ended_at, ended_by)
       select staff_id, unit, 'TRY-' || lpad(n::text, 3, '0'), 'Früher', at, at, at, 'unknown'
       from policy.emergency_access, generate_series(1, 65) n,
         lateral (select date_trunc('second', started_at) - make_interval(hours => n / 3) as at) times`,
    );
    const jonas = await program.open('dpo-jonas');
    const seen: string[][] = [];
    let next: string | undefined = '/aufsicht';
    while (next !== undefined) {
      const html: string = await (await jonas.fetch(next)).text();
      const list = html.slice(html.indexOf(next === '/aufsicht' ? 'id="notfall"' : '<main'));
      seen.push(list.match(/TRY-\d{3}|jetzt beenden/gi) ?? []);
      next = /href="(\/aufsicht\/notfallzugriffe\?cursor=[^"]+)"/.exec(list)?.[1];
    }
    expect(seen.map(({ length }) => length)).toEqual([30, 30, 6]);
    expect(seen[0]?.[0]).toBe('Jetzt beenden');
    const tries = seen.flat().slice(1);
    expect(new Set(tries).size).toBe(65);
    const ordered = tries.map((each) => Math.floor(Number(each.slice(4)) / 3));
    expect(ordered).toEqual(ordered.toSorted((one, other) => one - other));
    expect((await jonas.fetch('/aufsicht/notfallzugriffe?cursor=nonsense')).status).toBe(400);
    expect((await jar.fetch('/aufsicht/notfallzugriffe')).status).toBe(403);
  });

  it('is ended by whoever opened it, by the officer, and by nobody else', async () => {
    const gian = await program.open('clerk-gian');
    await ask(gian, program.ref, reason);
    const [{ id } = { id: '' }] = await kept();
    const fionas = await program.open('clerk-fiona');
    const token = csrfOf(await (await fionas.fetch('/notfallzugriff')).text());
    expect((await fionas.post(`/notfallzugriff/${id}/beenden`, { _csrf: token })).status).toBe(404);
    expect((await fionas.post(`/aufsicht/notfall/${id}/beenden`, { _csrf: token })).status).toBe(403);
    const own = csrfOf(await (await gian.fetch('/notfallzugriff')).text());
    expect((await gian.post(`/notfallzugriff/${id}/beenden`, { _csrf: own })).status).toBe(303);
    expect((await gian.fetch(`/faelle/${program.ref}`)).status).toBe(404);
    expect((await gian.post(`/notfallzugriff/${id}/beenden`, { _csrf: own })).status).toBe(404);

    await ask(gian, program.ref, reason);
    const again = (await kept()).find((each) => each.ended_by === null);
    const jonas = await program.open('dpo-jonas');
    const overview = await (await jonas.fetch('/aufsicht')).text();
    const ended = await jonas.post(`/aufsicht/notfall/${again?.id}/beenden`, { _csrf: csrfOf(overview) });
    expect(ended.status).toBe(303);
    expect((await gian.fetch(`/faelle/${program.ref}`)).status).toBe(404);
    expect((await kept()).map((each) => each.ended_by).toSorted()).toEqual(['dpo', 'self']);
  });

  it('is limited, only for some roles, and needless where one may see the case anyway', async () => {
    const gian = await program.open('clerk-gian');
    for (let tries = 0; tries < 5; tries++)
      expect((await ask(gian, `2026-0000-00${tries}0`, reason)).status).toBe(404);
    const over = await ask(gian, program.ref, reason);
    expect(over.status).toBe(429);
    expect(await over.text()).toContain('die Polizei braucht');
    expect((await gian.fetch(`/faelle/${program.ref}`)).status).toBe(404);
    program.at(program.later(24 * 60 + 1));
    const next = await program.open('clerk-gian');
    expect((await ask(next, program.ref, reason)).status).toBe(303);
    program.at();
    for (const nobody of ['auditor-otto', 'dpo-jonas', 'resident-carla'])
      expect((await (await program.open(nobody)).fetch('/notfallzugriff')).status, nobody).toBe(403);
    await barePool(program.app).query('truncate policy.emergency_access');
    expect((await ask(await program.open('clerk-fiona'), program.ref, reason)).status).toBe(303);
    expect(await kept()).toEqual([]);
  });

  it('opens a case of the own unit that lacks only the certificate', async () => {
    const jar = await program.open('clerk-fiona');
    await program.certify(program.fiona, program.later(-1));
    expect(await (await jar.fetch(`/faelle/${program.ref}`)).text()).not.toContain('Carla Exempel');
    expect((await ask(jar, program.ref, reason)).status).toBe(303);
    const page = await (await jar.fetch(`/faelle/${program.ref}`)).text();
    expect(page).toContain('Carla Exempel');
    expect(page).toContain('Notfallzugriff bis');
    expect((await program.lastEntry(program.fiona.id))?.purpose).toBe('emergency|hund-anmelden');
    await program.certify(program.fiona, program.later(100_000));
  });
});
