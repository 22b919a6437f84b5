// A breach from recording to closing: the clock, who is affected by the log, telling each once, what can't be done, the history.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../../tests/support/cookie-jar.ts';
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { testProgram, type TestProgram } from '../../../../tests/support/test-program.ts';
import { barePool } from '../../../../tests/support/unguarded.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { Access } from '../../../kernel/audit/write-access.ts';
import { runAt } from '../../../kernel/clock.ts';
import { transact } from '../../../kernel/transaction.ts';
import { demoActor } from '../../identity/index.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { removeOld } from '../actions/remove-old.ts';
import { forgetCase } from './remove-incidents.ts';
import { typedInstant, type Typed } from './swiss-instant.ts';
import { tellAffected } from './tell-affected.ts';

let program: TestProgram;
let fiona: StaffActor;
let dpo: StaffActor;
let anna: string;
let bruno: string;
let jonas: CookieJar;

const hour = 3_600_000;
const ago = (hours: number) => {
  const instant = new Date(program.app.clock.now().getTime() - hours * hour);
  instant.setUTCSeconds(0, 0);
  return instant;
};
const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];

beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  const staff = async (identity: string) => {
    const actor = await demoActor(program.app, identity);
    if (actor.kind !== 'staff') throw new Error('The demonstration has changed');
    return actor;
  };
  const person = async (identity: string) => {
    const actor = await demoActor(program.app, identity);
    if (actor.kind !== 'person') throw new Error('The demonstration has changed');
    return actor.id;
  };
  [fiona, dpo] = [await staff('clerk-fiona'), await staff('dpo-jonas')];
  [anna, bruno] = [await person('resident-anna'), await person('resident-bruno')];
  // The seed writes uses of its own; these are long before it.
  await runAt(program.app.clock, ago(5000), () => use([anna, bruno], ['address', 'ahv']));
  await runAt(program.app.clock, ago(4990), () => use([anna], ['name'], { caseRef: '2026-7KQ4-M2XD' }));
  // Still hidden from Bruno by a law: the notice would give it away.
  const hidden = { until: ago(-1000), basis: 'StPO' };
  await runAt(program.app.clock, ago(4985), () => use([bruno], ['ahv'], { hidden }));
  await program.settle();
  jonas = new CookieJar(program.origin);
  await signIn(jonas, 'dpo-jonas');
}, 300_000);
afterAll(() => program.stop());

const use = (subjects: string[], fields: string[], more: Partial<Access> = {}) =>
  transact(program.app, fiona, (tx) =>
    tx.recordAccess(
      ...subjects.map((subject): Access => ({ kind: 'read', subject, fields, purpose: 'worklist', ...more })),
    ),
  );

/** What the officer types; 5010 to 4980 hours ago by default. */
const form = (more: Typed = {}): Typed => ({
  what: 'Ein Laptop wurde gestohlen.',
  ...typedInstant('noticed', ago(10)),
  ...typedInstant('from', ago(5010)),
  ...typedInstant('until', ago(4980)),
  account: 'clerk-fiona@example.org',
  ...more,
});

const list = (html: string) => html.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
const text = async (path: string) => list(await (await jonas.fetch(path)).text());
const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

async function post(path: string, fields: Typed): Promise<Response> {
  const html = await text(path.replace(/\?.*/, ''));
  return jonas.post(path, {
    _csrf: csrfOf(html),
    ...(path.endsWith('/neu') ? { id: randomUUID() } : { revision: fieldOf(html, 'revision') }),
    ...(fields as Record<string, string>),
  });
}
async function recorded(more: Typed = {}): Promise<string> {
  const sent = await post('/aufsicht/vorfaelle/neu', form(more));
  expect(sent.status).toBe(303);
  return sent.headers.get('location') ?? '';
}
const idOf = (path: string) => path.split('/').at(-1) ?? '';
const mailsOf = async (path: string) =>
  rows<{ recipient: string; subject: string }>(
    'select recipient, subject from kernel.mail where key like $1 order by recipient',
    [`incident/${idOf(path)}/%`],
  );

describe('the form of a breach', () => {
  it('says what is wrong, and keeps all that was typed', async () => {
    const wrong = async (more: Typed, message: string) => {
      const sent = await post('/aufsicht/vorfaelle/neu', form({ what: 'Bleibt stehen', ...more }));
      expect(sent.status, message).toBe(422);
      const html = await sent.text();
      expect(html).toContain(message);
      expect(html).toContain('Bleibt stehen');
    };
    await wrong(typedInstant('noticed', ago(-2)), 'Das liegt in der Zukunft.');
    await wrong(typedInstant('until', ago(5020)), 'Das Ende muss nach dem Beginn liegen.');
    await wrong(typedInstant('noticed', ago(5020)), 'Bemerkt worden sein kann es erst');
    await wrong({ 'from.month': '13' }, 'Diesen Tag oder diese Uhrzeit gibt es nicht');
    await wrong({ account: 'nobody@example.org' }, 'So heisst kein Konto der Verwaltung.');
    await wrong({ account: '' }, 'Geben Sie an, wessen Zugriffe es waren');
    await wrong({ 'advice.de': 'Nur deutsch.' }, 'Schreiben Sie es auch in dieser Sprache');
  });

  it('that is sent twice records once; only the officer reads it', async () => {
    const id = randomUUID();
    const sent = [
      await post('/aufsicht/vorfaelle/neu', form({ id })),
      await post('/aufsicht/vorfaelle/neu', form({ id })),
    ];
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    expect(await rows('select number from oversight.incident_entry where incident_id = $1', [id])).toEqual([
      { number: 1 },
    ]);
    const clerk = new CookieJar(program.origin);
    await signIn(clerk, 'clerk-fiona');
    for (const path of ['', '/neu', `/${id}`, `/${id}/betroffene`, `/${id}/meldung.pdf`])
      expect((await clerk.fetch(`/aufsicht/vorfaelle${path}`)).status, path).toBe(403);
    expect((await jonas.fetch(`/aufsicht/vorfaelle/${randomUUID()}`)).status).toBe(404);
  });
});

describe('the clock', () => {
  it('counts hours, says that it is over in words, and stops when the authority was told', async () => {
    const early = await recorded();
    expect(await text(early)).toMatch(/Noch 6[12] Stunden bis zur Meldung/);
    const late = await recorded({ ...typedInstant('noticed', ago(75)), case: '2026-7KQ4-M2XD' });
    expect(await text(late)).toContain('Meldung überfällig seit 3 Stunden');
    expect(await text('/aufsicht')).toMatch(/1 überfällig/);
    expect((await post(late, { do: 'authority' })).status).toBe(303);
    expect(await text(late)).toMatch(/Gemeldet am .*, nach der Frist/);
    const notice = await readPdf(Buffer.from(await (await jonas.fetch(`${late}/meldung.pdf`)).arrayBuffer()));
    expect(notice.pages.join()).toContain('Ein Laptop wurde gestohlen.');
    expect(notice.pages.join(), 'names nobody').not.toMatch(/Fiona|Anna|2026-7KQ4/);
    await notice.close();
  });
});

describe('the persons affected', () => {
  it('come from the log by account, time, fields and case; each look is logged for each of them', async () => {
    const all = await recorded();
    expect(await text(all)).toContain('2 Personen mit 3 Zugriffen.');
    expect(await text(await recorded({ fields: ['ahv'] }))).toContain('2 Personen mit 2 Zugriffen.');
    expect(await text(await recorded({ fields: ['name'] }))).toContain('1 Person mit 1 Zugriff.');
    expect(await text(await recorded({ account: '', case: '2026-7kq4-m2xd' }))).toContain('1 Person mit');
    expect(await text(await recorded({ account: '', unit: fiona.unit }))).toContain('2 Personen');
    expect(await text(await recorded(typedInstant('until', ago(4995))))).toContain(
      '2 Personen mit 2 Zugriffen.',
    );
    const none = await recorded(typedInstant('until', ago(5005)));
    expect(await text(none)).toContain('ist niemand betroffen');
    const refused = await post(none, { do: 'confirm' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('niemanden zu informieren');

    const looks = () =>
      rows<{ subject_id: string }>(
        `select subject_id from kernel.access_entry where purpose = 'breach' and actor_id = $1 and fields = '{name,accesses}'
           and subject_id = any($2::uuid[]) order by id`,
        [dpo.id, [anna, bruno]],
      );
    expect(await looks()).toEqual([]);
    const shown = await text(`${all}/betroffene`);
    expect(shown).toContain('Anna Beispiel');
    expect(shown).toContain('AHV-Nummer');
    expect(new Set((await looks()).map((each) => each.subject_id))).toEqual(new Set([anna, bruno]));
  });

  it('of a role are those of every account that has it, also besides others', async () => {
    const roles = (wanted: string[]) =>
      rows('update identity.account set roles = $2 where id = $1', [fiona.id, wanted]);
    await roles(['clerk', 'trainer']);
    expect(await text(await recorded({ account: '', role: 'trainer' }))).toContain(
      '2 Personen mit 3 Zugriffen.',
    );
    await roles(['clerk']);
    expect(await text(await recorded({ account: '', role: 'trainer' }))).toContain('ist niemand betroffen');
    expect(await text(await recorded({ account: '', role: 'clerk' }))).toContain('2 Personen mit 3');
  });

  it('are told once each, in their language, also when the job was killed in the middle', async () => {
    await rows("update identity.account set language = 'fr' where id = $1", [bruno]);
    const path = await recorded({
      fields: ['ahv'],
      'advice.de': 'Rat auf Deutsch.',
      'advice.fr': 'Conseil en français.',
      'advice.it': 'Consiglio.',
      'advice.en': 'Advice.',
    });
    expect(await mailsOf(path)).toEqual([]);
    expect((await post(path, { do: 'confirm' })).status).toBe(303);
    await program.settle();
    const told = await mailsOf(path);
    expect(told.map((each) => each.subject)).toEqual([
      'Wichtig: Ein Vorfall betrifft auch Ihre Daten',
      'Important: une violation concerne aussi vos données',
    ]);
    // Killed after a mail was kept and before the person was marked.
    await rows(
      'update oversight.incident_person set told_at = null, told_how = null where incident_id = $1',
      [idOf(path)],
    );
    const entries =
      "select count(*)::int as count from kernel.access_entry where actor_role = 'oversight.tell-affected'";
    const before = await rows(entries);
    await Promise.all([
      tellAffected(program.app, { subject: idOf(path) }),
      tellAffected(program.app, { subject: idOf(path) }),
    ]);
    expect(await mailsOf(path)).toEqual(told);
    expect(await rows(entries)).toEqual(before);
    expect(await text(path)).toContain('Alle sind informiert');

    const own = new CookieJar(program.origin);
    await signIn(own, 'resident-anna');
    const page = list(await (await own.fetch('/konto/zugriffe/vorfaelle')).text());
    expect(page).toContain('Um diese Angaben geht es: AHV-Nummer.');
    expect(page).toContain('Rat auf Deutsch.');
    expect(page).not.toContain(fiona.name);
    expect(page).not.toContain('Laptop');
    // What they are told can't change any more; what the authority reads can, since its notice is often complete only later.
    const changed = await post(`${path}/aendern`, {
      ...form({ what: 'Zwei Laptops wurden gestohlen.', account: '', unit: fiona.unit, fields: ['name'] }),
      consequences: 'Missbrauch der Nummer',
      measures: 'Konto gesperrt',
      'advice.de': 'Anderer Rat.',
    });
    expect(changed.status).toBe(303);
    const [row] = await rows(
      `select what, consequences, measures, unit, fields, advice->>'de' as advice, actor_id from oversight.incident where id = $1`,
      [idOf(path)],
    );
    expect(row).toEqual({
      what: 'Zwei Laptops wurden gestohlen.',
      consequences: 'Missbrauch der Nummer',
      measures: 'Konto gesperrt',
      unit: null,
      fields: ['ahv'],
      advice: 'Rat auf Deutsch.',
      actor_id: fiona.id,
    });
    const html = await text(`${path}/aendern`);
    expect(html).toContain('Missbrauch der Nummer');
    expect(html).not.toContain('name="account"');
  });
});

describe('history', () => {
  it('goes on only from what was seen: a stale page keeps what was typed', async () => {
    const path = await recorded();
    const stale = { revision: '1' };
    expect((await post(`${path}/aendern`, form({ what: 'Genauer beschrieben' }))).status).toBe(303);
    const late = await post(`${path}/aendern`, form({ what: 'Im anderen Fenster', ...stale }));
    expect(late.status).toBe(422);
    const html = await late.text();
    expect(html).toContain('Im anderen Fenster');
    expect(html).toContain('Jemand hat den Vorfall inzwischen geändert');
    expect(fieldOf(html, 'revision')).toBe('2');
    const close = await post(path, { do: 'close', measures: 'Neue Laptops', why: 'Nicht nötig', ...stale });
    expect(close.status).toBe(422);
    expect(await close.text()).toContain('Neue Laptops');
    expect((await post(path, { do: 'close', measures: '' })).status).toBe(422);
    expect((await post(path, { do: 'close', measures: 'Neue Laptops' })).status).toBe(422);
    expect((await post(path, { do: 'close', measures: 'Neue Laptops', why: 'Nicht nötig' })).status).toBe(
      303,
    );
    const closed = await text(path);
    expect(closed).toContain('Abgeschlossen ohne Meldung');
    for (const said of ['Ein Laptop wurde gestohlen.', 'Genauer beschrieben', 'Neue Laptops', 'Nicht nötig'])
      expect(closed).toContain(said);
    const id = idOf(path);
    for (const change of [
      "update oversight.incident_entry set kind = 'closed'",
      'delete from oversight.incident_entry',
    ])
      await expect(rows(`${change} where incident_id = $1`, [id])).rejects.toThrow('append-only');
  });

  it('is told to other parts of the program, as every change is', async () => {
    const path = await recorded();
    await post(`${path}/aendern`, form({ what: 'Genauer beschrieben' }));
    await post(path, { do: 'authority' });
    await post(path, { do: 'authority' });
    expect(await rows('select type from kernel.event where subject = $1 order by id', [idOf(path)])).toEqual([
      { type: 'incident.recorded' },
      { type: 'incident.changed' },
      { type: 'incident.authority-told' },
    ]);
  });

  it('of closed ones is found page by page, the latest first', async () => {
    await rows(
      `insert into oversight.incident (id, revision, what, noticed_at, due, exposed_from, unit, fields, purposes, of_case,
           consequences, measures, advice, recorded_at, closed_at)
         select gen_random_uuid(), 0, 'Alter Fall ' || number || '.', $1, $2, $1, 'veterinaeramt', '{}', '{}', false, '', '', '{}',
           $1, $2::timestamptz - (number / 2) * interval '1 hour' from generate_series(1, 45) as number`,
      [ago(9000), ago(8900)],
    );
    const seen: string[] = [];
    let path: string | undefined = '/aufsicht/vorfaelle';
    for (let pages = 0; path !== undefined && pages < 10; pages++) {
      const html = await text(path);
      seen.push(...(html.match(/Alter Fall \d+\./g) ?? []));
      path = /href="(\/aufsicht\/vorfaelle\?abgeschlossen=[^"#]+#abgeschlossen)"/.exec(html)?.[1];
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
    await rows("delete from oversight.incident where what like 'Alter Fall %'");
  });

  it('forgets the reference of a case that is deleted, and then counts nobody rather than everybody', async () => {
    const path = await recorded({ case: '2026-7KQ4-M2XD' });
    await transact(program.app, { kind: 'programme', task: 'archive.end-cases' }, async (tx) => {
      tx.impersonal('expire');
      await forgetCase(tx, '2026-7KQ4-M2XD');
    });
    expect(await text(path)).toContain('inzwischen gelöscht');
    const left = await rows("select 1 from oversight.incident_entry where said::text like '%7KQ4%'");
    expect(left).toEqual([]);
  });

  it('is kept for ten years after the end, as the database reckons, and then goes whole', async () => {
    const count = async () => (await rows<{ id: string }>('select id from oversight.incident')).length;
    const before = await count();
    // A clock that is ahead removes nothing.
    await runAt(program.app.clock, new Date('2038-01-01T00:00:00Z'), () => removeOld(program.app));
    expect(await count()).toBe(before);
    const [old] = await rows<{ id: string }>(
      "update oversight.incident set closed_at = now() - interval '121 months' where closed_at is not null returning id",
    );
    const trigger = (what: string) =>
      rows(`alter table oversight.incident_entry ${what} trigger incident_entry_append_only`);
    await trigger('disable');
    await rows(
      "update oversight.incident_entry set at = now() - interval '121 months' where incident_id = $1",
      [old?.id],
    );
    await trigger('enable');
    await removeOld(program.app);
    expect(await count()).toBe(before - 1);
    expect(await rows('select 1 from oversight.incident_entry where incident_id = $1', [old?.id])).toEqual(
      [],
    );
  });
});
