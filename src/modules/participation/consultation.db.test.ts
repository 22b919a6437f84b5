// A consultation on a text through the real program: paragraphs rewritten, a version published, a statement drafted by several and released.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { demoPerson } from './demo-person.ts';
import { actByLaw } from '../mandates/index.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const base = '/mitreden/buergerraete';
const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const read = async (path: string) => (await fetch(`${program.origin}${path}`)).text();

async function open(identity: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  await signIn(jar, identity);
  return jar;
}

/** Signed in, and acting for the organisation that the register says. */
async function openFor(identity: string, organisation: string): Promise<CookieJar> {
  const jar = await open(identity);
  const person = await demoPerson(program.app, identity);
  const company = person && (await actByLaw(program.app, person, organisation));
  const html = await (await jar.fetch('/vertretung')).text();
  await jar.post('/vertretung', { _csrf: csrfOf(html), mandate: company?.acting?.mandateId ?? '' });
  return jar;
}

const hiddenOf = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

async function send(jar: CookieJar, page: string, to: string, fields: Record<string, string>) {
  const html = await (await jar.fetch(page)).text();
  return jar.post(to, { _csrf: csrfOf(html), ...fields });
}

describe('a suggestion', () => {
  const form = `${base}/vorschlag`;
  const suggest = (jar: CookieJar, text: string, more: Record<string, string> = {}) =>
    send(jar, `${form}?zu=zweck`, form, { zu: 'zweck', fassung: '2', sprache: 'de', text, ...more });

  it('begins with the paragraph, and is shown as what it changes, with its reason', async () => {
    const jar = await open('resident-bruno');
    const html = await (await jar.fetch(`${form}?zu=zweck`)).text();
    expect(html).toContain('Der Regierungsrat kann Bürgerräte einsetzen');
    const was = /<textarea[^>]*name="text"[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '';
    const same = await suggest(jar, was.replaceAll('\n', '\r\n'));
    expect(same.status).toBe(422);
    expect(await same.text()).toContain('Der Wortlaut ist noch derselbe.');
    const sent = await suggest(jar, was.replace('kann', 'soll'), { warum: 'Sonst geschieht es nie.' });
    expect(sent.headers.get('location')).toBe(`${base}?gesendet=1#zweck`);
    const shown = await read(`${base}/beitraege?art=suggestion&zu=zweck`);
    expect(shown).toMatch(/<del><span class="ds-sr-only"> \[gestrichen:\] <\/span>kann<\/del>/);
    expect(shown).toMatch(/<ins><span class="ds-sr-only"> \[neu:\] <\/span>soll<\/ins>/);
    expect(shown).toContain('Sonst geschieht es nie.');
  });

  it('of hostile texts is text, and one too long or of no version is refused', async () => {
    const jar = await open('resident-rosa');
    const hostile = '</ins><script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}';
    expect((await suggest(jar, hostile, { warum: hostile })).status).toBe(303);
    const html = await read(`${base}/beitraege?art=suggestion`);
    expect(html).toMatch(/&lt;script(?:>|&gt;)alert/);
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect((await suggest(jar, 'x'.repeat(8001))).status).toBe(422);
    expect((await suggest(jar, 'Kurz', { warum: 'x'.repeat(1001) })).status).toBe(422);
    for (const fassung of ['3', '0', '-1', '1e0', '../1'])
      expect((await suggest(jar, 'Kurz', { fassung })).status).toBe(404);
    expect((await suggest(jar, 'Kurz', { zu: 'gibt-es-nicht' })).status).toBe(404);
    expect((await suggest(jar, '\u202eumgedreht')).status).toBe(422);
  });

  it('stays with the version that it is about, in the list, the API and the CSV', async () => {
    const jar = await open('resident-tom');
    // The form was opened before the second version came.
    expect((await suggest(jar, 'Nach der ersten Fassung', { fassung: '1' })).status).toBe(303);
    const api = (await (
      await fetch(`${program.origin}/api/v1/participation/buergerraete/contributions?act=suggestion`)
    ).json()) as {
      items: { text: string; data: { version: number; why?: string }; fate: { version: number } | null }[];
    };
    const found = api.items.find(({ text }) => text === 'Nach der ersten Fassung');
    expect(found?.data.version).toBe(1);
    expect(api.items.find(({ fate }) => fate)?.fate?.version).toBe(2);
    const csv = await read(`${base}/beitraege.csv`);
    expect(csv).toMatch(/suggestion,zweck,,Nach der ersten Fassung,de,[^,]+,[^,]+,no,1,/);
    expect(await read(`${base}/beitraege?art=suggestion`)).toContain(`${base}/fassungen?von=1&amp;bis=2`);
  });
});

describe('versions of a text', () => {
  it('are compared by anybody, and say whose suggestion was taken up', async () => {
    const html = await read(`${base}/fassungen`);
    expect(html).toMatch(/<del>.*18.*<\/del>/);
    expect(html).toMatch(/<ins>.*16.*<\/ins>/);
    expect(html).toContain('Änderungsvorschlag von Luis');
    expect(html).toMatch(/2.Paragrafen sind unverändert: §.1.und.§.3/);
    expect(await read(`${base}/fassungen?von=2&bis=2`)).toContain('hat sich nichts geändert');
    for (const query of ['von=9', 'bis=x', 'von=1&bis=1e9'])
      expect((await fetch(`${program.origin}${base}/fassungen?${query}`)).status).toBe(404);
    const { items } = (await (
      await fetch(`${program.origin}/api/v1/participation/buergerraete/versions`)
    ).json()) as { items: { number: number; paragraphs: { text: { fr: string } }[] }[] };
    expect(items.map(({ number }) => number)).toEqual([1, 2]);
    expect(items[1]?.paragraphs[1]?.text.fr).toContain('16 ans');
  });

  it('are published by staff of the owner alone', async () => {
    expect((await (await open('resident-anna')).fetch('/mitwirkung/buergerraete/fassung')).status).toBe(403);
    expect((await (await open('clerk-fiona')).fetch('/mitwirkung/buergerraete/fassung')).status).toBe(403);
    await program.settle();
  });

  it('take up the wording of an answer, and nobody overwrites or publishes what they have not seen', async () => {
    const luca = await open('moderator-luca');
    const [suggestion] = await rows<{ id: string }>(
      `select id from participation.contribution where act = 'suggestion' and anchor = 'auftrag'`,
    );
    const page = `/mitwirkung/beitrag/${suggestion?.id}`;
    const answer = { schritt: 'fate', fate: 'partly', grund: 'Drei Monate sind zu kurz.', link: '' };
    expect((await send(luca, page, page, { ...answer, wortlaut: '' })).status).toBe(422);
    const taken = 'Der Regierungsrat antwortet innert sechs Monaten.';
    expect((await send(luca, page, page, { ...answer, wortlaut: taken })).status).toBe(303);

    const next = '/mitwirkung/buergerraete/fassung';
    const of = `${next}/auftrag`;
    const html = await (await luca.fetch(of)).text();
    expect(html).toContain('sechs');
    const use = { schritt: 'wortlaut', beitrag: suggestion?.id ?? '', revision: '0' };
    expect((await send(luca, of, of, use)).status).toBe(303);
    // Whoever had the page open before that.
    const stale = await send(luca, of, of, {
      ...{ schritt: 'speichern', revision: '0', nummer: '§ 3' },
      ...Object.fromEntries(
        ['de', 'fr', 'it', 'en'].flatMap((each) => [
          [`titel-${each}`, 'Titel'],
          [`text-${each}`, 'Ganz anders'],
        ]),
      ),
    });
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('Ganz anders');
    const add = { schritt: 'speichern', revision: '0', nummer: '§ 4', nach: 'auftrag', paragraf: 'neu-1' };
    expect((await send(luca, `${next}/neu`, `${next}/neu`, add)).status).toBe(422);
    const full = {
      ...add,
      ...Object.fromEntries(
        ['de', 'fr', 'it', 'en'].flatMap((each) => [
          [`titel-${each}`, 'Kosten'],
          [`text-${each}`, '<b>Der Kanton</b> trägt sie.'],
        ]),
      ),
    };
    // Clicked twice it is put in once.
    for (const _ of [1, 2]) expect((await send(luca, `${next}/neu`, `${next}/neu`, full)).status).toBe(303);
    const overview = await (await luca.fetch(next)).text();
    expect(overview.match(/§ 4 Kosten/g)?.length).toBe(1);
    const names = {
      'name-de': 'Fassung 3',
      'name-fr': 'Version 3',
      'name-it': 'Versione 3',
      'name-en': 'Version 3',
    };
    expect((await send(luca, next, next, { ...names, stand: 'auftrag.1' })).status).toBe(409);
    const stand = hiddenOf(overview, 'stand');
    expect((await send(luca, next, next, { ...names, 'name-fr': '', stand })).status).toBe(422);
    const both = await Promise.all([1, 2].map(() => send(luca, next, next, { ...names, stand })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);

    const compared = await read(`${base}/fassungen?von=2&bis=3`);
    expect(compared).toContain('&lt;b>Der Kanton&lt;/b>');
    expect(compared).toContain('§ 4 Kosten');
    const fate = await read(`${base}/beitraege/${suggestion?.id}`);
    expect(fate).toContain(taken);
    expect(fate).toContain(`${base}/fassungen?bis=3`);
    await program.settle();
    expect(await read('/suche?q=Kosten+Kanton+Bürgerräte')).toContain('/mitreden/buergerraete');
  });
});

describe('a statement of an organisation', () => {
  const draft = `${base}/stellungnahme`;
  const write = (jar: CookieJar, zu: string, text: string, revision: string, page = `${draft}/text?zu=`) =>
    send(jar, page, `${draft}/text`, { zu, text, revision, fassung: '1', sprache: 'de' });

  it('is nothing for whoever acts for nobody, and begins with whom the register names', async () => {
    const anna = await open('resident-anna');
    expect(await (await anna.fetch(draft)).text()).toContain('Für welche Organisation?');
    expect((await fetch(`${program.origin}${draft}`, { redirect: 'manual' })).status).not.toBe(200);
    const sent = await send(anna, `${base}/kommentieren?zu=zweck`, draft, { stand: '1' });
    expect(await sent.text()).toContain('Für welche Organisation?');
  });

  it('is written by several, who see who wrote what, and overwrite nothing unseen', async () => {
    const dario = await openFor('company-delta', 'delta');
    const denise = await openFor('delta-cosigner', 'delta');
    const html = await (await dario.fetch(draft)).text();
    for (const shown of ['Dario Modell', 'Denise Probe', 'Jahresbericht']) expect(html).toContain(shown);
    expect((await write(dario, 'auftrag', 'Die Kosten gehören in den Jahresbericht.', '1')).status).toBe(303);
    const stale = await write(denise, 'auftrag', 'Die Kosten sind zu hoch.', '1');
    expect(stale.status).toBe(409);
    const told = await stale.text();
    expect(told).toContain('Dario Modell hat diesen Text inzwischen geändert');
    expect(told).toContain('Die Kosten sind zu hoch.');
    expect(hiddenOf(told, 'revision')).toBe('2');
    expect(
      (await write(denise, 'auftrag', 'Die Kosten sind zu hoch, auch im Jahresbericht.', '2')).status,
    ).toBe(303);
    // The same again is no change.
    expect(
      (await write(denise, 'auftrag', 'Die Kosten sind zu hoch, auch im Jahresbericht.', '2')).status,
    ).toBe(303);
    const history = await (await dario.fetch(`${draft}/text?zu=auftrag`)).text();
    expect(history.match(/<del>|<ins>/g)?.length).toBeGreaterThan(2);
    expect((await write(dario, '', 'x'.repeat(8001), '1')).status).toBe(422);
    expect((await write(dario, 'gibt-es-nicht', 'Text', '0')).status).toBe(404);
    // Nobody else sees any of it.
    for (const path of [base, `${base}/beitraege`, `${base}/beitraege.csv`])
      expect(await read(path), path).not.toContain('Jahresbericht');
  });

  it('is written, but not released, by who does not sign; released by two who sign together, as they have read it', async () => {
    const beat = await open('delta-bookkeeper');
    expect((await write(beat, '', 'Wir sind mit der Richtung einverstanden.', '1')).status).toBe(303);
    const standOf = async (jar: CookieJar) => hiddenOf(await (await jar.fetch(draft)).text(), 'stand');
    expect(await standOf(beat)).toBe('');
    const refused = await send(beat, `${draft}/text?zu=`, draft, { stand: '6' });
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('Freigeben kann, wer laut Register'),
    ]);
    const dario = await openFor('company-delta', 'delta');
    const denise = await openFor('delta-cosigner', 'delta');
    const first = await standOf(dario);
    expect((await send(dario, draft, draft, { stand: first })).headers.get('location')).toContain(
      'gespeichert',
    );
    // Twice the same person is not two.
    expect((await send(dario, draft, draft, { stand: first })).headers.get('location')).toContain(
      'gespeichert',
    );
    expect((await write(beat, 'zweck', 'Der Zweck ist klar.', '0')).status).toBe(303);
    expect((await send(denise, draft, draft, { stand: first })).status).toBe(409);
    const now = await standOf(denise);
    // What Dario has released was another draft.
    expect((await send(denise, draft, draft, { stand: now })).headers.get('location')).toContain(
      'gespeichert',
    );
    expect(await read(base)).not.toContain('Delta Beispiel GmbH');
    const both = await Promise.all([1, 2].map(() => send(dario, draft, draft, { stand: now })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    const html = await read(base);
    expect(html).toContain('Delta Beispiel GmbH');
    const whole = await read(/href="([^"]*stellungnahmen\/[^"]*)"[^>]*>\s*Delta/.exec(html)?.[1] ?? '');
    for (const text of [
      'Grundsätzliches',
      'mit der Richtung',
      'Der Zweck ist klar.',
      'zu hoch, auch im Jahresbericht',
    ])
      expect(whole).toContain(text);
    expect(whole).not.toMatch(/Dario|Denise|Beat/);
    const late = await write(beat, 'zweck', 'Doch nicht.', '1', `${base}/kommentieren?zu=zweck`);
    expect(late.status).toBe(409);
    const [made] = await rows<{ authors: number; parts: number }>(
      `select count(distinct author_id)::int as authors, count(*)::int as parts from participation.contribution
       join participation.author on author.id = author_id
       where act = 'statement' and author.shown_as = 'Delta Beispiel GmbH'`,
    );
    expect(made).toEqual({ authors: 1, parts: 4 });
    // The same four in the export, in the name of the organisation.
    const csv = await read(`${base}/beitraege.csv`);
    expect(csv.split('\n').filter((line) => /,Delta Beispiel GmbH,yes,1,/.test(line)).length).toBe(4);
  });

  it('is looked after by who signs, and by no mandate for a person', async () => {
    const dario = await openFor('company-delta', 'delta');
    expect(await (await dario.fetch('/konto/mitreden')).text()).toContain('Der Zweck ist klar.');
    const own = await (await (await open('company-delta')).fetch('/konto/mitreden')).text();
    expect(own).not.toContain('Der Zweck ist klar.');
  });
});
