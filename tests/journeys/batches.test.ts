// A company sends many submissions, by program and by hand, and sees without script how far they are and what was refused.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { batchNow, batchService, finished, lineOf, sendBatch } from '../support/batch.ts';
import { axeFindings } from '../support/axe.ts';
import { launchBrowser, signIn, visitor } from '../support/browser.ts';
import { testProgram, type TestProgram } from '../support/test-program.ts';

const base = '/konto/sammelmeldungen';
let program: TestProgram;
let browser: Browser;
beforeAll(async () => {
  program = await testProgram({ NOW: batchNow });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
});

async function open(identity: string, path: string, script = false): Promise<Page> {
  const page = await (await visitor(browser, { width: 320, script })).newPage();
  await signIn(page, program.origin, identity, path);
  return page;
}

/** Whether the page loads itself anew, and after how many seconds. */
const refresh = async (page: Page) => (await page.request.get(page.url())).headers()['refresh'];

/** Figures and their words are kept together by spaces that don't break. */
const text = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');

it('by program: the page shows the progress, loads itself anew only when asked, and then the results', async () => {
  const token = await program.token('company-delta');
  const lines = Array.from({ length: 120 }, (_each, index) => lineOf(`Auftrag ${index + 1}`));
  lines[59] = lineOf('Auftrag 60', { von: '05:00' });
  lines[89] = '{"id":';
  const { body } = await sendBatch(program, token, lines.join('\n'), { key: 'journey' });
  // As it is while it is worked off, however fast that goes.
  const page = await open('company-delta', base, true);
  await finished(program, token, body.id);
  const { db } = program.app;
  const finishedAt = (at: Date | null) =>
    db.updateTable('intake.batch').set({ finished_at: at }).where('id', '=', body.id).execute();
  await finishedAt(null);
  await page.goto(`${program.origin}/konto`);
  await page.getByRole('link', { name: 'Sammelmeldungen öffnen' }).click();
  expect(await axeFindings(page)).toEqual([]);
  await page.locator('#gesendet h3 a').first().click();
  expect(await refresh(page)).toBeUndefined();
  await page.getByRole('link', { name: 'Alle 10 Sekunden von selbst neu laden' }).click();
  expect(await refresh(page)).toBe('10');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Nicht mehr neu laden' }).click();
  expect(await refresh(page)).toBeUndefined();
  await page.getByRole('link', { name: 'Alle 10 Sekunden von selbst neu laden' }).click();
  await finishedAt(program.app.clock.now());
  // The browser does it by itself.
  await expect.poll(() => text(page), { timeout: 30_000 }).toContain('Fertig');
  expect(await refresh(page)).toBeUndefined();
  expect(await text(page)).toContain('120 von 120 Zeilen verarbeitet: 118 angenommen, 2 abgewiesen.');
  const rows = page.locator('tbody tr');
  expect(await rows.nth(0).innerText()).toMatch(/^60\s+Auftrag 60\s+Abgewiesen\s+.*/);
  expect(await rows.nth(1).innerText()).toMatch(/^90\s+keine\s+Abgewiesen/);
  expect(await rows.nth(2).innerText()).toMatch(/^1\s+Auftrag 1\s+Angenommen/);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await page.locator('a[rel=next]').click();
  expect(await rows.nth(0).innerText()).toMatch(/^49\s/);
  await rows.nth(0).locator('a').click();
  expect(await page.locator('h1').innerText()).toContain('Parkverbot');
  // For others it is not there.
  const other = await open('resident-anna', '/konto');
  expect(await text(other)).not.toContain('Sammelmeldungen');
  expect((await other.goto(`${program.origin}${base}/${body.id}`))?.status()).toBe(403);
});

it('by hand, without script: what is missing is told, a second click sends nothing twice', async () => {
  const page = await open('company-delta', base);
  const send = () => page.getByRole('button', { name: 'Datei senden' }).click();
  await send();
  expect(await page.title()).toMatch(/^Fehler:/);
  expect(await page.locator('.ds-error-summary li').count()).toBe(2);
  await page.selectOption('select[name=service]', batchService);
  await page.setInputFiles('[name=datei]', {
    name: 'leer.ndjson',
    mimeType: '',
    buffer: Buffer.from('\n\n'),
  });
  await send();
  expect(await text(page)).toContain('Die Sammelmeldung enthält keine Zeile.');
  expect(await page.locator('select[name=service]').inputValue()).toBe(batchService);
  const file = { name: 'auftraege.ndjson', mimeType: 'application/x-ndjson' };
  const buffer = Buffer.from([lineOf('von Hand 1'), lineOf('von Hand 2')].join('\r\n'));
  await page.setInputFiles('[name=datei]', { ...file, buffer });
  const fields = await page
    .locator('form[action="/konto/sammelmeldungen"]')
    .evaluate((form) =>
      Object.fromEntries(
        [...form.querySelectorAll('input[type=hidden]')].map((each) => [
          each.getAttribute('name') ?? '',
          each.getAttribute('value') ?? '',
        ]),
      ),
    );
  await send();
  expect(page.url()).toMatch(/\/konto\/sammelmeldungen\/[0-9a-f-]{36}$/);
  const again = await page.request.post(`${program.origin}${base}`, {
    multipart: { ...fields, service: batchService, datei: { ...file, buffer } },
    headers: { origin: program.origin },
    maxRedirects: 0,
  });
  expect([again.status(), again.headers()['location']]).toEqual([303, new URL(page.url()).pathname]);
  await expect
    .poll(
      async () => {
        await page.reload();
        return text(page);
      },
      { timeout: 30_000 },
    )
    .toContain('2 von 2 Zeilen verarbeitet: 2 angenommen, 0 abgewiesen.');
});
