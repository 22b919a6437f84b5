// A warning stands on every page of every process within two seconds and goes likewise: cached pages, error pages, staff, forms.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import type { StaffActor } from '../../kernel/actor.ts';
import { runAt } from '../../kernel/clock.ts';
import { liveConnection } from '../../kernel/live/live-values.ts';
import { createProgram, type Program } from '../../program.ts';
import { CookieJar, csrfOf } from '../../../tests/support/cookie-jar.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import { demoActor } from '../identity/index.ts';
import { signIn } from '../identity/testing/sign-in.ts';
import { endBanner, setBanner } from './banner/set-banner.ts';
import { bannerOf } from './banner/banner.ts';

let first: TestProgram;
let second: Program;
let mia: StaffActor;
beforeAll(async () => {
  first = await testProgram({ NOW: '2026-11-24T09:00:00+01:00' });
  const url = String(first.app.pool.options.connectionString);
  const config = readConfig({ LOG_LEVEL: 'silent', SEED: 'none', NOW: '2026-11-24T09:00:00+01:00' });
  second = await createProgram({ ...config, register: first.app.config.register }, url);
  const actor = await demoActor(first.app, 'editor-mia');
  if (actor.kind !== 'staff') throw new Error('An editor works for the canton');
  mia = actor;
}, 240_000);
afterAll(async () => {
  await second.close();
  await first.stop();
});

const words = {
  de: 'Fenster zu',
  fr: 'Fermez les fenêtres',
  it: 'Chiudete le finestre',
  en: 'Close windows',
};
let forms = 0;
const form = () => `00000000-0000-4000-8000-${String(++forms).padStart(12, '0')}`;
const set = (minutes = 60, texts = words) =>
  setBanner(first.app, mia, {
    form: form(),
    shown: bannerOf(first.app)?.id,
    wanted: {
      ...{ level: 'alarm', texts, link: '/kontakt', areas: ['riehen'] },
      until: new Date(first.app.clock.now().getTime() + minutes * 60_000),
    },
  });
const end = async () => {
  const banner = bannerOf(first.app);
  if (banner) await endBanner(first.app, mia, banner.id);
};

/** Until every page shows it, or none does; asked over and over, as people do. Fails when they do not follow. */
async function until(pages: readonly (() => Promise<string>)[], shown: boolean): Promise<void> {
  for (const page of pages)
    await expect.poll(async () => (await page()).includes('Fenster zu'), { interval: 20 }).toBe(shown);
}
const of =
  ({ server }: Program, url: string) =>
  async () =>
    (await server.inject({ url, headers: { 'accept-language': 'de' } })).body;
/** A page from memory, one that is not kept, a form, a fault. */
const everywhere = (program: Program) =>
  ['/', '/leistungen', '/suche?q=hund', '/leistungen/hund-anmelden', '/gibt-es-nicht', '/kontakt'].map(
    (url) => of(program, url),
  );

describe('a warning on all pages', () => {
  it('stands on all pages of both processes without their being started anew, and goes likewise', async () => {
    const pages = [...everywhere(first), ...everywhere(second)];
    // From now on they are in memory.
    for (const page of pages) expect(await page()).not.toContain('Fenster zu');
    await set();
    await until(pages, true);
    await end();
    await until(pages, false);
  });

  it('does so after the connections that listen were killed, and while they come back', async () => {
    const pages = [of(first, '/'), of(second, '/'), of(second, '/gibt-es-nicht')];
    const kill = async () =>
      (
        await first.app.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = $1 and datname = current_database()`,
          [liveConnection],
        )
      ).rowCount;
    expect(await kill()).toBe(2);
    await set();
    await until(pages, true);
    await kill();
    await end();
    await until(pages, false);
  });

  it('is heard of without NOTIFY, too: it is asked for', async () => {
    await first.app.pool.query('alter table kernel.live_value disable trigger live_value_told');
    const pages = [of(second, '/leistungen')];
    await set();
    await until(pages, true);
    await end();
    await until(pages, false);
    await first.app.pool.query('alter table kernel.live_value enable trigger live_value_told');
  });

  it('goes by itself at its time, also from pages in memory', async () => {
    await set(5);
    const pages = [of(first, '/'), of(second, '/')];
    await until(pages, true);
    const { clock } = first.app;
    const later = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000);
    for (const page of pages) {
      expect(await runAt(clock, later(4), page)).toContain('Fenster zu');
      expect(await runAt(clock, later(6), page)).not.toContain('Fenster zu');
    }
    // Nobody ended it, and the log says so once another one is set.
    await runAt(clock, later(6), () => set());
    const { rows } = await first.app.pool.query<{ ended_by: string }>(
      'select ended_by from news.banner where ended_at = until_at order by id desc limit 1',
    );
    expect(rows[0]?.ended_by).toBe('');
    await end();
  });

  it('says its level in words and as a live region, in the language of the page, and to programs', async () => {
    await set();
    const page = async (language: string) => (await first.server.inject(`/leistungen?lang=${language}`)).body;
    expect(await page('de')).toMatch(
      /role="region" aria-label="Alarm an alle".*role="alert".*<b>Alarm:<\/b>/s,
    );
    expect(await page('fr')).toContain('Fermez les fenêtres');
    expect(await page('it')).toContain('Chiudete le finestre');
    const answer = await first.server.inject('/api/v1/banner');
    expect(answer.json()).toMatchObject({
      banner: {
        level: 'alarm',
        texts: words,
        areas: ['riehen'],
        link: `${first.app.config.baseUrl}/kontakt`,
      },
    });
    await end();
    expect((await first.server.inject('/api/v1/banner')).json()).toEqual({ banner: null });
  });
});

describe('the page of the warning', () => {
  const address = '/redaktion/warnung';
  const fields = {
    stufe: 'alarm',
    'text-de': 'Fenster zu',
    'text-fr': 'Fenêtres',
    'text-it': 'Finestre',
    'text-en': 'Windows',
    link: '',
    'bis.day': '24',
    'bis.month': '11',
    'bis.year': '2026',
    'bis.time': '23:00',
  };
  async function open(identity: string) {
    const jar = new CookieJar(first.origin);
    await signIn(jar, identity);
    const page = async () => (await jar.fetch(address)).text();
    const send = async (more: Record<string, string>) =>
      jar.post(address, { _csrf: csrfOf(await page()), ...fields, ...more });
    return { jar, page, send };
  }

  it('is open to editors and heads, and to nobody else', async () => {
    expect((await (await open('head-hanna')).jar.fetch(address)).status).toBe(200);
    const clerk = new CookieJar(first.origin);
    await signIn(clerk, 'clerk-fiona');
    expect((await clerk.fetch(address)).status).toBe(403);
  });

  it('offers templates, shows it in four languages before it goes out, sets it once, ends it, and keeps a log', async () => {
    const { jar, page, send } = await open('editor-mia');
    expect(await (await jar.fetch(`${address}?vorlage=rauch`)).text()).toContain('Starker Rauch');
    const preview = await send({ schritt: 'pruefen' });
    expect(preview.status).toBe(200);
    const look = await preview.text();
    expect(look).toContain('Finestre');
    expect(bannerOf(first.app)).toBeUndefined();
    const id = form();
    const setting = { schritt: 'setzen', _id: id, gesehen: '' };
    expect((await Promise.all([send(setting), send(setting)])).map(({ status }) => status)).toEqual([
      303, 303,
    ]);
    const banner = bannerOf(first.app);
    expect(banner?.texts.it).toBe('Finestre');
    // Whoever has not seen it does not replace it.
    const late = await send({ schritt: 'setzen', _id: form(), gesehen: '' });
    expect(late.status).toBe(409);
    expect(bannerOf(first.app)?.id).toBe(banner?.id);
    expect((await send({ schritt: 'beenden', meldung: '1' })).status).toBe(409);
    expect((await send({ schritt: 'beenden', meldung: String(banner?.id) })).status).toBe(303);
    expect((await send({ schritt: 'beenden', meldung: String(banner?.id) })).status).toBe(303);
    expect(await page()).toMatch(/Gesetzt von Mia.*Beendet am/s);
  });

  it('refuses what is no warning, at its field, and keeps what was typed', async () => {
    const { send } = await open('editor-mia');
    for (const [wrong, field] of [
      [{ stufe: 'panik' }, 'stufe'],
      [{ 'text-fr': '' }, 'text-fr'],
      [{ 'text-de': 'x'.repeat(10_000) }, 'text-de'],
      [{ link: 'javascript:alert(1)' }, 'link'],
      [{ link: '//evil.example' }, 'link'],
      [{ gebiet: 'atlantis' }, 'gebiet'],
      [{ 'bis.day': '31' }, 'bis'],
      [{ 'bis.time': '25:00' }, 'bis'],
      [{ 'bis.year': '2025' }, 'bis'],
      [{ 'bis.year': '2027' }, 'bis'],
    ] as const) {
      const answer = await send({ schritt: 'setzen', gesehen: '', ...wrong });
      const html = await answer.text();
      expect(answer.status, JSON.stringify(wrong).slice(0, 80)).toBe(422);
      expect(html).toContain(`href="#${field}"`);
      expect(html).toContain('Windows');
    }
    const hidden = await send({ schritt: 'setzen', gesehen: '', 'text-de': 'a\u202Eb' });
    expect(hidden.status).toBe(422);
    const script = await send({ schritt: 'pruefen', 'text-de': '<script>alert(1)</script>' });
    expect(await script.text()).not.toContain('<script>alert');
    expect(bannerOf(first.app)).toBeUndefined();
  });
});
