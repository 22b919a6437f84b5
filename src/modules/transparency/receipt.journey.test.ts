// A person takes the receipt of a use of her data home and checks it there: valid as it is, and not once it was changed.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../../../tests/support/axe.ts';
import { launchBrowser, signIn, visitor } from '../../../tests/support/browser.ts';
import { testProgram, type TestProgram } from '../../../tests/support/test-program.ts';
import type { Receipt } from '../../tlog/receipt.ts';
import { serveWitness, type RunningWitness } from '../../witness/serve-witness.ts';
import { keepLog } from './actions/keep-log.ts';
import { currentLog } from './log/current-log.ts';

let program: TestProgram;
let witness: RunningWitness;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'receipt-journey-'));
  program = await testProgram({ WITNESS_URL: 'none' });
  const logs = [currentLog.of(program.app).key];
  witness = await serveWitness({ folder, name: 'witness.example', logs, host: '127.0.0.1', port: 0 });
  program.app.config.witness = { url: witness.url, key: witness.key };
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.stop();
  await witness.close();
  await rm(folder, { recursive: true, force: true });
});

/** Chooses a file in the page and waits for what it says. */
async function verdict(page: Page, content: unknown): Promise<string> {
  const file = join(folder, 'beleg.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  await page.locator('#ergebnis').evaluate((element) => element.replaceChildren());
  await page.setInputFiles('#beleg', file);
  await page.locator('#ergebnis .notice').waitFor();
  return page.locator('#ergebnis').innerText();
}

it('a receipt is downloaded without script and checked in the browser without any server', async () => {
  // Her own copy of her data is a use, too.
  const plain = await (await visitor(browser)).newPage();
  await signIn(plain, program.origin, 'resident-anna');
  await plain.goto(`${program.origin}/konto/zugriffe`);
  await Promise.all([plain.waitForEvent('download'), plain.click('text=Alle meine Daten herunterladen')]);
  const links = plain.locator('ul.rows a[download]');
  // The program keeps the log every minute, too, and only one does so at a time.
  for (let tries = 0; tries < 20 && (await links.count()) === 0; tries++) {
    await keepLog(program.app);
    await plain.reload();
  }
  const [download] = await Promise.all([plain.waitForEvent('download'), links.first().click()]);
  expect(download.suggestedFilename()).toMatch(/^belege?-zugriffe?-[\d-]+\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  const receipt = JSON.parse(text) as Receipt;
  const [all] = await Promise.all([
    plain.waitForEvent('download'),
    plain.click('text=Belege aller gezeigten Zugriffe herunterladen'),
  ]);
  const every = await readFile(await all.path(), 'utf8');

  // Somebody else's device: not signed in, with script, and from here on without a network.
  const context = await visitor(browser, { script: true, width: 320 });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${program.origin}/log/pruefen?lang=de`);
  await page.locator('#pruefung').waitFor();
  await context.setOffline(true);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));

  const valid = await verdict(page, text);
  expect(valid).toContain('Der Beleg ist echt');
  expect(valid).toMatch(/Vom Zeugen bestätigt\s+\d+\.\s\S+\s\d{4}/);
  expect(await axeFindings(page)).toEqual([]);
  expect(await verdict(page, every)).toContain('Der Beleg ist echt');

  const [first] = receipt.entries;
  if (!first) throw new Error('The receipt is empty');
  const changed = {
    ...receipt,
    entries: [{ ...first, entry: { ...first.entry, purpose: 'nothing-special' } }],
  };
  expect(await verdict(page, changed)).toMatch(
    /Der Beleg ist nicht gültig[\s\S]*Ein Eintrag wurde verändert[\s\S]*Eintrag Nummer 1/,
  );
  expect(await verdict(page, { ...receipt, entries: [{ ...first, index: first.index + 1 }] })).toContain(
    'steht so nicht im Protokoll',
  );
  expect(
    await verdict(page, { ...receipt, checkpoint: receipt.checkpoint.replace(/— witness.*\n/, '') }),
  ).toContain('Die Bestätigung des Zeugen fehlt oder stimmt nicht');
  expect(await verdict(page, { ...receipt, log: receipt.log.replace('+', '-') })).toContain(
    'nicht mit dem Schlüssel dieses Protokolls',
  );
  expect(await verdict(page, 'no receipt')).toContain('Die Datei ist kein Beleg');
  expect(await axeFindings(page)).toEqual([]);
  expect(requests).toEqual([]);
  expect(problems).toEqual([]);
});

it('without script the page explains the command', async () => {
  const page = await (await visitor(browser)).newPage();
  await page.goto(`${program.origin}/log/pruefen?lang=fr`);
  expect(await page.locator('#pruefung').isVisible()).toBe(false);
  expect(await page.locator('main').innerText()).toContain('Sans JavaScript');
  expect(await page.locator('main').innerText()).toContain('npm run verify-log -- beleg.json');
});
