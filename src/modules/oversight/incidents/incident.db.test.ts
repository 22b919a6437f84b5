// A breach from recording to closing: the form, the clock, and the history of what was recorded.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar } from '../../../../tests/support/cookie-jar.ts';
import { readPdf } from '../../../../tests/support/read-pdf.ts';
import { runAt } from '../../../kernel/clock.ts';
import { transact } from '../../../kernel/transaction.ts';
import { signIn } from '../../identity/testing/sign-in.ts';
import { removeOld } from '../actions/remove-old.ts';
import { fieldOf, idOf, recordedBreaches } from '../testing/recorded-breaches.ts';
import { forgetCase } from './remove-incidents.ts';
import { typedInstant, type Typed } from '../../../engine/index.ts';

let trial: Awaited<ReturnType<typeof recordedBreaches>>;

beforeAll(async () => {
  trial = await recordedBreaches();
}, 300_000);
afterAll(() => trial.program.stop());

describe('the form of a breach', () => {
  it('says what is wrong, and keeps all that was typed', async () => {
    const { ago, form, post } = trial;
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
    const { program, rows, jonas, form, post } = trial;
    const id = randomUUID();
    const sent = [
      await post('/aufsicht/vorfaelle/neu', form({ _id: id })),
      await post('/aufsicht/vorfaelle/neu', form({ _id: id })),
    ];
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    expect(await rows('select number from oversight.incident_entry where incident_id = $1', [id])).toEqual([
      { number: 1 },
    ]);
    // Back, something else typed, and sent again: it is told, and nothing typed is lost.
    const other = await post('/aufsicht/vorfaelle/neu', form({ _id: id, what: 'Zwei Laptops.' }));
    const html = await other.text();
    expect([other.status, html]).toEqual([422, expect.stringContaining('Zwei Laptops.')]);
    expect(html).toContain(`action="/aufsicht/vorfaelle/${id}/aendern"`);
    const clerk = new CookieJar(program.origin);
    await signIn(clerk, 'clerk-fiona');
    for (const path of [
      '',
      '/neu',
      `/${id}`,
      `/${id}/betroffene`,
      `/${id}/informieren`,
      `/${id}/meldung.pdf`,
    ])
      expect((await clerk.fetch(`/aufsicht/vorfaelle${path}`)).status, path).toBe(403);
    expect((await jonas.fetch(`/aufsicht/vorfaelle/${randomUUID()}`)).status).toBe(404);
  });
});

describe('the clock', () => {
  it('counts hours, says that it is over in words, and stops when the authority was told', async () => {
    const { ago, jonas, text, post, tellAuthority, recorded } = trial;
    const early = await recorded();
    expect(await text(early)).toMatch(/Noch 6[12] Stunden bis zur Meldung/);
    const late = await recorded({ ...typedInstant('noticed', ago(75)), case: '2026-7KQ4-M2XD' });
    expect(await text(late)).toContain('Meldung überfällig seit 3 Stunden');
    expect(await text('/aufsicht')).toMatch(/1 überfällig/);
    // The authority asks for consequences and measures: both are recorded first.
    const empty = await post(late, { do: 'authority' });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('Schreiben Sie, was den Betroffenen daraus entstehen kann.');
    const half = await post(late, { do: 'describe', authorityConsequences: 'Erpressung ist möglich.' });
    expect(half.status).toBe(422);
    const html = await half.text();
    expect(html).toContain('Erpressung ist möglich.');
    expect(html).toContain('href="#authorityMeasures"');
    expect((await tellAuthority(late)).status).toBe(303);
    expect(await text(late)).toMatch(/Gemeldet am .*, nach der Frist/);
    const notice = await readPdf(Buffer.from(await (await jonas.fetch(`${late}/meldung.pdf`)).arrayBuffer()));
    expect(notice.pages.join()).toContain('Ein Laptop wurde gestohlen.');
    expect(notice.pages.join(), 'names nobody').not.toMatch(/Fiona|Anna|2026-7KQ4/);
    await notice.close();
  });
});

describe('history', () => {
  it('goes on only from what was seen: a stale page keeps what was typed', async () => {
    const { rows, form, text, post, recorded } = trial;
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
    const { rows, form, post, tellAuthority, recorded } = trial;
    const path = await recorded();
    await post(`${path}/aendern`, form({ what: 'Genauer beschrieben' }));
    await tellAuthority(path);
    await post(path, { do: 'authority' });
    expect(await rows('select type from kernel.event where subject = $1 order by id', [idOf(path)])).toEqual([
      { type: 'incident.recorded' },
      { type: 'incident.changed' },
      { type: 'incident.changed' },
      { type: 'incident.authority-told' },
    ]);
  });

  it('of closed ones is found page by page, the latest first', async () => {
    const { rows, ago, text } = trial;
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
    const { program, rows, text, recorded } = trial;
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
    const { program, rows } = trial;
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
