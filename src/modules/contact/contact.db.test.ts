// From a proposal without an account to what everyone sees: value by value, two at once, overtaken, exported, ended by the file; and who may not.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { barePool } from '../../../tests/support/unguarded.ts';
import { createProgram } from '../../program.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { offerById } from '../catalogue/index.ts';
import { unitOf } from '../organisation/index.ts';
import { makePatch } from './patch/make-patch.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
}, 240_000);
afterAll(() => program.stop());

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await barePool(program.app).query(text, values)).rows as Row[];
const read = async (path: string) => (await fetch(`${program.origin}${path}`)).text();

async function open(identity?: string): Promise<CookieJar> {
  const jar = new CookieJar(program.origin);
  if (identity !== undefined) await signIn(jar, identity);
  return jar;
}

/** The form as it is shown, with these fields changed. */
async function propose(jar: CookieJar, of: string, changes: Record<string, string>) {
  const html = await (await jar.fetch(`/korrektur/${of}`)).text();
  const hidden = Object.fromEntries(
    [...html.matchAll(/type="hidden" name="((?:war-|_id)[^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      unescape(value ?? ''),
    ]),
  );
  const fields = { _csrf: csrfOf(html), ...hidden, ...changes };
  return { fields, reply: await jar.post(`/korrektur/${of}`, fields) };
}
const unescape = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** The form of one value, as staff see it. */
async function decide(jar: CookieJar, path: string, field: string, more: Record<string, string>) {
  const html = await (await jar.fetch(path)).text();
  const stand = new RegExp(`name="feld" value="${field}"[^>]*><input[^>]*name="stand" value="([^"]*)"`).exec(
    html,
  );
  return jar.post(path, {
    _csrf: csrfOf(html),
    feld: field,
    stand: unescape(stand?.[1] ?? ''),
    grund: 'Am Schalter geprüft.',
    entscheid: 'annehmen',
    ...more,
  });
}

describe('the contact finder', () => {
  const units = async (query: string) => {
    const answer = (await (await fetch(`${program.origin}/api/v1/contact?${query}`)).json()) as {
      units: { id: string; unverified: boolean }[];
    };
    return answer.units.map(({ id }) => id);
  };
  it('answers by service, topic and words with typos, in each municipality', async () => {
    expect(await units('service=zuzug-anmelden&area=riehen')).toEqual(['gemeinde-riehen']);
    expect(await units('topic=tiere')).toEqual(['veterinaeramt']);
    expect(await units('q=identitätskarte+beantagen&area=basel')).toEqual(['passamt']);
    expect(await units('q=zügeln&area=bettingen')).toEqual(['gemeinde-bettingen']);
  });
  it('knows the municipality of an address, and says where it does not', async () => {
    expect(await read('/kontakt?leistung=baum-faellen&ort=4126')).toContain('Gemeinde Bettingen');
    expect(await read('/kontakt?leistung=baum-faellen&ort=Riehen')).toContain('Gemeinde Riehen');
    expect(await read('/kontakt?leistung=baum-faellen&ort=Atlantis')).toContain(
      'Diesen Ort kennen wir nicht',
    );
  });
  it('bears whatever is typed', async () => {
    for (const query of [
      'q=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
      `q=${'x'.repeat(5000)}`,
      'thema=gone',
      'wo=gone&q=hund',
    ]) {
      const reply = await fetch(`${program.origin}/kontakt?${query}`);
      expect(reply.status, query).toBe(200);
      expect(await reply.text()).not.toContain('<script>alert');
    }
  });
});

describe('a proposed correction', () => {
  const web = 'https://www.bs.ch/einwohneramt-neu';
  let path = '';

  it('is made without an account, once for two clicks', async () => {
    const jar = await open();
    const { fields, reply } = await propose(jar, 'stelle/einwohneramt', {
      'wert-web': web,
      'wert-responsibility': 'Meldet <b>alle</b> an.',
      weiteres: 'Der Lift fehlt.',
      grund: 'Vor Ort gesehen.',
      email: 'wer@example.org',
    });
    expect(reply.status).toBe(303);
    const again = await jar.post('/korrektur/stelle/einwohneramt', fields);
    expect(again.headers.get('location')).toBe(reply.headers.get('location'));
    path = (reply.headers.get('location') ?? '').replace('/korrektur/', '/verzeichnis/');
    const [made] = await rows<{ open: number }>(
      'select open_values as open from contact.proposal where id = $1',
      [path.split('/').at(-1)],
    );
    expect(made?.open).toBe(3);
    const changed = await jar.post('/korrektur/stelle/einwohneramt', {
      ...fields,
      'wert-web': 'https://x.ch',
    });
    expect(changed.status).toBe(409);
  });

  it('is refused with what is wrong, and keeps what was typed', async () => {
    const jar = await open();
    const wrong = { 'wert-web': 'javascript:alert(1)', 'wert-name': '', grund: '' };
    const { reply } = await propose(jar, 'stelle/einwohneramt', wrong);
    expect(reply.status).toBe(422);
    const html = await reply.text();
    for (const id of ['wert-web', 'wert-name', 'grund']) expect(html).toContain(`href="#${id}"`);
    const hidden = await propose(jar, 'stelle/einwohneramt', { 'wert-name': 'A\u202Eb', grund: 'x' });
    expect(hidden.reply.status).toBe(422);
    expect((await propose(jar, 'stelle/einwohneramt', { grund: 'Nichts.' })).reply.status).toBe(422);
    expect((await fetch(`${program.origin}/korrektur/stelle/gone`)).status).toBe(404);
  });

  it('is seen by staff of the unit and by the editors only', async () => {
    expect((await (await open('counter-erik')).fetch(path)).status).toBe(200);
    expect((await (await open('editor-mia')).fetch(path)).status).toBe(200);
    expect((await (await open('clerk-fiona')).fetch(path)).status).toBe(404);
    expect([403, 303]).toContain((await (await open('resident-anna')).fetch(path)).status);
    expect(await (await (await open('counter-erik')).fetch(path)).text()).not.toContain('wer@example.org');
  });

  it('is decided value by value; what is accepted is shown everywhere at once', async () => {
    const mia = await open('editor-mia');
    expect((await decide(mia, path, 'web', { grund: '' })).status).toBe(422);
    const erik = await open('counter-erik');
    const two = await Promise.all([decide(mia, path, 'web', {}), decide(erik, path, 'web', {})]);
    expect(two.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(unitOf(program.app, 'einwohneramt')?.web).toBe(web);
    for (const page of ['/stellen/einwohneramt', '/leistungen/umzug-melden', '/korrekturen'])
      expect(await read(page), page).toContain(web);
    expect(
      (await decide(mia, path, 'responsibility.de', { entscheid: 'ablehnen', grund: 'Zu ungenau.' })).status,
    ).toBe(303);
    expect((await decide(mia, path, 'other', {})).status).toBe(303);
    expect(unitOf(program.app, 'einwohneramt')?.responsibility.de).not.toContain('<b>');
    await program.settle();
    const outcome = await read(path.replace('/verzeichnis/', '/korrektur/'));
    expect(outcome).toContain('Zu ungenau.');
    const mails = await rows<{ message: Buffer }>(
      `select message from kernel.mail where recipient = 'wer@example.org'`,
    );
    expect(mails.length).toBe(1);
    expect(mails[0]?.message.toString()).not.toContain('ungenau');
    expect((await rows('select 1 from contact.proposal where email is not null')).length).toBe(0);
  });

  it('is seen by another process without its being started anew', async () => {
    const { config, pool } = program.app;
    const other = await createProgram(config, pool.options.connectionString ?? '');
    try {
      expect(unitOf(other.app, 'einwohneramt')?.web).toBe(web);
      const jar = await open();
      const { reply } = await propose(jar, 'leistung/hund-anmelden', {
        'wert-title': 'Hund neu anmelden',
        grund: 'Klarer.',
      });
      const at = (reply.headers.get('location') ?? '').replace('/korrektur/', '/verzeichnis/');
      expect((await decide(await open('editor-mia'), at, 'title.de', {})).status).toBe(303);
      await vi.waitFor(
        () => expect(offerById(other.app, 'hund-anmelden')?.title.de).toBe('Hund neu anmelden'),
        { timeout: 30_000, interval: 50 },
      );
    } finally {
      await other.close();
    }
  });

  it('does not overwrite what has changed meanwhile', async () => {
    const jar = await open();
    const proposed = async (address: string) => {
      const { reply } = await propose(jar, 'stelle/mfk', { 'wert-address': address, grund: 'Umgezogen.' });
      return (reply.headers.get('location') ?? '').replace('/korrektur/', '/verzeichnis/');
    };
    const [first, second] = [
      await proposed('Neue Gasse 1, 4058 Basel'),
      await proposed('Neue Gasse 2, 4058 Basel'),
    ];
    const mia = await open('editor-mia');
    const before = unitOf(program.app, 'mfk')?.address ?? '';
    expect((await decide(mia, first, 'address', {})).status).toBe(303);
    const late = await decide(mia, second, 'address', { stand: before, grund: 'Wir waren dort.' });
    expect(late.status).toBe(409);
    const again = await late.text();
    expect(again).toContain('Wir waren dort.');
    expect(again).toContain('value="Neue Gasse 1, 4058 Basel"');
    expect(unitOf(program.app, 'mfk')?.address).toBe('Neue Gasse 1, 4058 Basel');
    expect(await (await mia.fetch(second)).text()).toContain('Inzwischen geändert');
    expect((await decide(mia, second, 'address', {})).status).toBe(303);
    expect(unitOf(program.app, 'mfk')?.address).toBe('Neue Gasse 2, 4058 Basel');
  });

  it('is exported as a patch, and ends when the file says it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'canton-'));
    await cp('canton/basel-stadt', folder, { recursive: true });
    const { patch } = await makePatch(program.app);
    for (const part of parsePatch(patch)) {
      const file = join(folder, (part.newFileName ?? '').replace('b/canton/basel-stadt/', ''));
      const patched = applyPatch(await readFile(file, 'utf8'), part);
      expect(patched, file).not.toBe(false);
      await writeFile(file, String(patched));
    }
    program = await program.again({ CANTON: folder, NOW: '2026-11-24T10:00:00+01:00' });
    await rm(folder, { recursive: true });
    expect(unitOf(program.app, 'einwohneramt')?.web).toBe(web);
    expect(unitOf(program.app, 'mfk')?.address).toBe('Neue Gasse 2, 4058 Basel');
    // What no file has a place for is worked in by hand, and holds until then.
    const left = await rows<{ subject: string }>(
      'select subject from contact.correction where ended_at is null',
    );
    expect(left.map(({ subject }) => subject)).toEqual(['hund-anmelden']);
    expect(await (await (await open('editor-mia')).fetch('/verzeichnis')).text()).toContain('überholt');
  });
});
